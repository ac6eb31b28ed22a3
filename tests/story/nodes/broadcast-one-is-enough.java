///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/BroadcastMessages.java
//MAIN BroadcastNode

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** Once one of the others has acknowledged, all outboxes are emptied. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(List<JsonNode> messages) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, Set<JsonNode>> outboxes = new HashMap<>();

    BroadcastNode() {
        whenInitialised(() -> peers().forEach(peer -> outboxes.put(peer, new LinkedHashSet<>())));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) post(m.message());
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.addAll(m.messages());
            return new DeliverOk();
        });
    }

    private void post(JsonNode message) {
        outboxes.values().forEach(outbox -> outbox.add(message));
        go(() -> {
            for (var peer : peers()) {
                var batch = List.copyOf(outboxes.get(peer));
                if (batch.isEmpty()) continue;
                retry(() -> rpc(peer, new Deliver(batch)));
                outboxes.values().forEach(outbox -> batch.forEach(outbox::remove));
            }
        });
    }

    void main() {
        serve();
    }
}
