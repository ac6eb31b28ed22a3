///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3b
// caught for: lost
// warned of: diverged
// seeds: 5
// look-alike: challenges/3b.java

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;

/** Values go to the neighbours, and the neighbours do not pass them on: what is further away never hears of them. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private List<String> neighbours = List.of();

    BroadcastNode() {
        on(Topology.class, m -> {
            neighbours = m.topology().get(id());
            return new TopologyOk();
        });
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) for (var peer : neighbours) send(peer, new Deliver(m.message()));
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
