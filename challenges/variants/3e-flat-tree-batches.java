///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN BatchNode

// idea: a flat tree; every half second what is new goes in one message, which is acknowledged
// source: github.com/teivah/gossip-glomers, 3e
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 3d-flat-tree.java with an outbox a neighbour, emptied every 500 ms: a batch up and one down a leaf, and their
 * acknowledgements. 1.9 messages an operation, however many values there are, and a value waits twice: 250 ms in the mean at
 * its leaf and at the root, 500 at most.
 *
 * <p>Half of the messages are acknowledgements, and while the root is cut off nobody hears anything new. A batch that is not
 * acknowledged is repeated by itself, so a long cut leaves many.
 */
class BatchNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    record Deliver(List<JsonNode> messages) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> outboxes = new LinkedHashMap<>(); // by neighbour

    BatchNode() {
        whenInitialised(() -> {
            var neighbours = isRoot() ? peers() : List.of(nodes().getFirst());
            neighbours.forEach(neighbour -> outboxes.put(neighbour, new ArrayList<>()));
            every(period(), () -> outboxes.forEach(this::flush));
        });
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, (m, from) -> {
            spread(m.message(), from);
            return new BroadcastOk();
        });
        on(Deliver.class, (m, from) -> {
            m.messages().forEach(message -> spread(message, from));
            return new DeliverOk();
        });
    }

    final boolean isRoot() {
        return id().equals(nodes().getFirst());
    }

    /** How long a batch is collected. */
    Duration period() {
        return Duration.ofMillis(500);
    }

    private void spread(JsonNode message, String source) {
        if (!seen.add(message)) return;
        outboxes.forEach((neighbour, outbox) -> {
            if (!neighbour.equals(source)) outbox.add(message);
        });
    }

    private void flush(String neighbour, List<JsonNode> outbox) {
        if (outbox.isEmpty()) return;
        var batch = List.copyOf(outbox);
        outbox.clear();
        go(() -> retry(() -> rpc(neighbour, new Deliver(batch))));
    }

    void main() {
        serve();
    }
}
