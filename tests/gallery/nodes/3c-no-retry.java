///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN BroadcastNode

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;

/** Wrong: each value is sent to every peer once, so what a partition swallows never arrives. Shows as lost. */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

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
