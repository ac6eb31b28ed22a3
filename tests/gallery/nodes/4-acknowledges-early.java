///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4 --faults crash
// caught for: wrong final read
// seeds: 10
// look-alike: tests/gallery/nodes/4-cas-first.java

import java.time.Duration;
import kv.Kv;
import node.Node;

/** Adds are acknowledged at once and stored every second. What a node had in memory when it crashed is gone. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);
    private long unstored;

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L)));
        on(Add.class, m -> {
            unstored += m.delta();
            return new AddOk();
        });
        every(Duration.ofSeconds(1), () -> {
            long delta = unstored;
            long sum = store.read("sum").orElse(0L);
            if (delta > 0 && store.casOrCreate("sum", sum, sum + delta)) unstored -= delta;
        });
    }

    void main() {
        serve();
    }
}
