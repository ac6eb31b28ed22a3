import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** What the variants of stage 3 have in common: what clients say, and the set of what has been heard. They say how it spreads. */
abstract class BroadcastNode extends Node {
    record Topology(Map<String, List<String>> topology) implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    final Set<JsonNode> seen = new LinkedHashSet<>();
    List<String> suggested = List.of(); // neighbours

    BroadcastNode() {
        on(Topology.class, m -> {
            suggested = m.topology().get(id());
            return new TopologyOk();
        });
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, (m, from) -> {
            hear(m.message(), from);
            return new BroadcastOk();
        });
    }

    final void hear(JsonNode message, String source) {
        if (seen.add(message)) spread(message, source);
    }

    /**
     * Done with what is heard for the first time.
     *
     * @param source the client or the node that told it
     */
    abstract void spread(JsonNode message, String source);
}
