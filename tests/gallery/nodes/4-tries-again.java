///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4 --faults service-timeout
// caught for: wrong final read
// seeds: 20
// look-alike: challenges/4.java

import kv.Kv;
import node.Node;

/**
 * The whole add is tried again where the store did not answer. But that no answer came does not mean that nothing was done: such
 * an add counts twice.
 */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);

    CounterNode() {
        on(Read.class, m -> new ReadOk(retry(() -> store.read("sum")).orElse(0L)));
        on(Add.class, m -> {
            while (!retry(() -> add(m.delta()))) continue;
            return new AddOk();
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
