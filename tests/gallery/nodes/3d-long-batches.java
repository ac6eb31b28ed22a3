///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3d
// caught for: too slow
// seeds: 1
// look-alike: challenges/3d.java

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;

/** Batches of a second save messages, and cost half a second on the average: more than is left after the way. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Gossip(Set<JsonNode> messages) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private int told;

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            seen.add(m.message());
            return new BroadcastOk();
        });
        on(Gossip.class, m -> {
            seen.addAll(m.messages());
        });
        every(Duration.ofSeconds(1), () -> {
            if (seen.size() > told) for (var peer : peers()) send(peer, new Gossip(seen));
            told = seen.size();
        });
    }

    void main() {
        serve();
    }
}
