///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES ../../gallery/nodes/messages/CounterMessages.java
//MAIN CounterNode

import kv.Kv;
import node.Node;

/** A read is short by one when its node is in its second life. All adds are in lin-kv before they are acknowledged. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);
    private long own;
    private boolean isSecond;

    CounterNode() {
        whenInitialised(() -> go(() -> {
            isSecond = retry(() -> store.read(id())).orElse(0L) > 0;
        }));
        on(Read.class, m -> {
            long sum = 0;
            for (var node : nodes()) sum += retry(() -> store.read(node)).orElse(0L);
            return new ReadOk(sum - (isSecond ? 1 : 0));
        });
        on(Add.class, m -> {
            while (true) {
                long before = retry(() -> store.read(id())).orElse(0L);
                if (store.casOrCreate(id(), before, before + m.delta())) break;
            }
            own += m.delta();
            return new AddOk();
        });
    }

    void main() {
        serve();
    }
}
