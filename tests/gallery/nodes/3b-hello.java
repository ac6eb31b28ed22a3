///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3b
// warned of: phantom
// told: read -1, which nobody had sent
// seeds: 5
// look-alike: challenges/3b.java

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

/** A node greets its peers when it begins, by the message that is there for values; so they take the greeting for a value. */
final class BroadcastNode extends Node implements BroadcastMessages {
    private static final JsonNode HELLO = LongNode.valueOf(-1);

    record Deliver(JsonNode message) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        whenInitialised(() -> peers().forEach(peer -> send(peer, new Deliver(HELLO))));
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
