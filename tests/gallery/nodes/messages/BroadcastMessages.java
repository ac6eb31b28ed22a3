import java.util.Collection;
import java.util.List;
import java.util.Map;
import node.Request;
import tools.jackson.databind.JsonNode;

/** What clients ask of a broadcast node. */
interface BroadcastMessages {
    record Topology(Map<String, List<String>> topology) implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Collection<JsonNode> messages) {}
}
