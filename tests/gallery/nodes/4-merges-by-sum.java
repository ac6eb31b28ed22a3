///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// caught for: wrong final read
// warned of: impossible read
// seeds: 5
// look-alike: challenges/4.java

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Notice;

/** A share for each node, gossiped, as a G-counter has it; but merged by sum: what is told twice counts twice. */
final class CounterNode extends Node implements CounterMessages {
    record Gossip(Map<String, Long> shares) implements Notice {}

    private final Map<String, Long> shares = new HashMap<>();

    CounterNode() {
        on(
                Read.class,
                m -> new ReadOk(
                        shares.values().stream().mapToLong(share -> share).sum()));
        on(Add.class, m -> {
            shares.merge(id(), m.delta(), Long::sum);
            return new AddOk();
        });
        on(Gossip.class, m -> m.shares().forEach((node, share) -> shares.merge(node, share, Long::sum)));
        every(Duration.ofSeconds(5), () -> {
            for (var peer : peers()) send(peer, new Gossip(Map.copyOf(shares)));
        });
    }

    void main() {
        serve();
    }
}
