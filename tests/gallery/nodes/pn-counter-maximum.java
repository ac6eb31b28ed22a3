///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: -w pn-counter --node-count 3 --rate 100 --time-limit 10
// caught for: wrong final read
// seeds: 5
// look-alike: tests/gallery/nodes/4-cas-first.java

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Notice;

/** A G-counter that is given negative numbers. Shares merge by maximum, so that one that has shrunk is taken for an old one. */
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
        on(Gossip.class, m -> m.shares().forEach((node, share) -> shares.merge(node, share, Math::max)));
        every(Duration.ofMillis(200), () -> {
            for (var peer : peers()) send(peer, new Gossip(Map.copyOf(shares)));
        });
    }

    void main() {
        serve();
    }
}
