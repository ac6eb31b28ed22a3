///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4 --faults service-timeout
// warned of: diverged
// seeds: 20
// look-alike: tests/gallery/nodes/4-cas-first.java

import kv.Kv;
import node.Node;
import node.RpcError;

/**
 * What the store does not confirm a node counts itself, and tells the client that it is not certain. Others never hear of it:
 * each node ends with a sum of its own.
 */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);
    private long unconfirmed;

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L) + unconfirmed));
        on(Add.class, m -> {
            try {
                while (true) {
                    long sum = store.read("sum").orElse(0L);
                    if (store.casOrCreate("sum", sum, sum + m.delta())) return new AddOk();
                }
            } catch (RpcError e) {
                unconfirmed += m.delta();
                throw e;
            }
        });
    }

    void main() {
        serve();
    }
}
