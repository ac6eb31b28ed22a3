///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// caught for: wrong final read
// seeds: 20
// look-alike: challenges/4.java

import kv.Kv;
import node.Node;

/**
 * No add is lost, by compare-and-set until it succeeds. But a sequentially consistent store may show a client that only reads an
 * old state, even the last time that it is asked.
 */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.SEQ, Long.class);

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L)));
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
