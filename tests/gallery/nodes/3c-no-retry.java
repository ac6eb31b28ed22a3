///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3c
// caught for: lost
// told: value \d+ was acknowledged to .*; the last read, .*, missed it
// seeds: 10
// look-alike: challenges/3c.java

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;

/** Each value is sent to every peer once, so what a partition swallows never arrives. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) for (var peer : peers()) send(peer, new Deliver(m.message()));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.add(m.message());
        });
    }

    void main() {
        serve();
    }
}
