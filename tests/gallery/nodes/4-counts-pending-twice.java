///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4 --node-count 1
// warned of: impossible read
// seeds: 10
// look-alike: challenges/4.java

import java.time.Duration;
import kv.Kv;
import node.Node;

/**
 * A read adds what is not stored yet to what is. While the store's answer is on its way, that is the same, and counts twice.
 * It passes: the last read comes when all is quiet.
 */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);
    private long unstored;

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L) + unstored));
        on(Add.class, m -> {
            unstored += m.delta();
            return new AddOk();
        });
        every(Duration.ofMillis(50), () -> {
            long delta = unstored;
            long sum = store.read("sum").orElse(0L);
            if (delta > 0 && store.casOrCreate("sum", sum, sum + delta)) unstored -= delta;
        });
    }

    void main() {
        serve();
    }
}
