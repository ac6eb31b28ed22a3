///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// warned of: impossible read
// told: read -1;
// seeds: 20
// look-alike: tests/gallery/nodes/4-cas-first.java

import kv.Kv;
import node.Node;

/** -1 stands for "nobody has added yet", and clients get to see it. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(-1L)));
        on(Add.class, m -> {
            while (true) {
                long sum = store.read("sum").orElse(0L);
                if (store.casOrCreate("sum", sum, sum + m.delta())) return new AddOk();
            }
        });
    }

    void main() {
        serve();
    }
}
