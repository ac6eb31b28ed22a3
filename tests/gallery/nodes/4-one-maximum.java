///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// caught for: wrong final read
// seeds: 5
// look-alike: challenges/4.java

import java.time.Duration;
import node.Node;
import node.Notice;

/** One number for all nodes, merged by maximum: two that added at the same time keep only the greater sum. */
final class CounterNode extends Node implements CounterMessages {
    record Gossip(long value) implements Notice {}

    private long value;

    CounterNode() {
        on(Read.class, m -> new ReadOk(value));
        on(Add.class, m -> {
            value += m.delta();
            return new AddOk();
        });
        on(Gossip.class, m -> {
            value = Math.max(value, m.value());
        });
        every(Duration.ofMillis(200), () -> {
            for (var peer : peers()) send(peer, new Gossip(value));
        });
    }

    void main() {
        serve();
    }
}
