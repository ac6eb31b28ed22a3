///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// warned of: aborted add
// seeds: 20
// look-alike: tests/gallery/nodes/4-cas-first.java

import kv.Kv;
import node.Node;
import node.RpcError;

/** A conflict is told to the client, as an abort, and solved in the background, so that the add that was aborted is done. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L)));
        on(Add.class, m -> {
            if (add(m.delta())) return new AddOk();
            go(() -> {
                while (!add(m.delta())) continue;
            });
            throw new RpcError(RpcError.TXN_CONFLICT, "somebody else added at the same time");
        });
    }

    private boolean add(long delta) {
        long sum = store.read("sum").orElse(0L);
        return store.casOrCreate("sum", sum, sum + delta);
    }

    void main() {
        serve();
    }
}
