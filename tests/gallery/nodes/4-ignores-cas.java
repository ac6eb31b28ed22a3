///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// caught for: wrong final read
// seeds: 5
// look-alike: challenges/4.java

import kv.Kv;
import node.Node;

/** A compare-and-set that found another value has changed nothing, but the add is acknowledged all the same. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L)));
        on(Add.class, m -> {
            long sum = store.read("sum").orElse(0L);
            store.casOrCreate("sum", sum, sum + m.delta());
            return new AddOk();
        });
    }

    void main() {
        serve();
    }
}
