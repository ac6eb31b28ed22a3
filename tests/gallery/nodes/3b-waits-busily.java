///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3b
// caught for: node failure
// told: n\d ran on and on without coming to an end, at 3b-waits-busily.java:\d+
// seeds: 1
// look-alike: challenges/3b.java

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;

/** The handler turns in circles until acknowledgements have come. They cannot: one handler runs at a time, and it is this one. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Notice {}

    record Acknowledge() implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private int missing;

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            seen.add(m.message());
            missing = peers().size();
            for (var peer : peers()) send(peer, new Deliver(m.message()));
            while (missing > 0) Thread.onSpinWait();
            return new BroadcastOk();
        });
        on(Deliver.class, (m, from) -> {
            seen.add(m.message());
            send(from, new Acknowledge());
        });
        on(Acknowledge.class, m -> {
            missing--;
        });
    }

    void main() {
        serve();
    }
}
