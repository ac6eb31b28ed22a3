///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4 --time-limit 3
// caught for: never ok
// told: not one add succeeded
// seeds: 1
// look-alike: challenges/4.java

import kv.Kv;
import node.Node;

/** A compare-and-set of a key that does not exist fails, and goes on failing, where nobody creates the key. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.SEQ, Long.class);

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L)));
        on(Add.class, m -> {
            while (true) {
                long sum = store.read("sum").orElse(0L);
                if (store.cas("sum", sum, sum + m.delta())) return new AddOk();
            }
        });
    }

    void main() {
        serve();
    }
}
