///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3b
// caught for: lost
// seeds: 5
// look-alike: challenges/3b.java

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;

/** Values are sent ten at a time, and the last few of a run wait for others that never come. A batch needs a deadline too. */
final class BroadcastNode extends Node implements BroadcastMessages {
    private static final int BATCH = 10;

    record Deliver(List<JsonNode> messages) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final List<JsonNode> batch = new ArrayList<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            seen.add(m.message());
            batch.add(m.message());
            if (batch.size() == BATCH) {
                for (var peer : peers()) send(peer, new Deliver(List.copyOf(batch)));
                batch.clear();
            }
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.addAll(m.messages());
        });
    }

    void main() {
        serve();
    }
}
