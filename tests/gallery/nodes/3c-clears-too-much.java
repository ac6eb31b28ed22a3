///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3c --rate 100
// caught for: lost
// seeds: 10
// look-alike: challenges/3c.java

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** Once a batch is acknowledged the queue is cleared, and with it what was put there while the acknowledgement was awaited. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(List<JsonNode> messages) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, Set<JsonNode>> queues = new HashMap<>();

    BroadcastNode() {
        whenInitialised(() -> peers().forEach(peer -> {
            queues.put(peer, new LinkedHashSet<>());
            every(Duration.ofMillis(100), () -> deliver(peer, queues.get(peer)));
        }));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) queues.values().forEach(queue -> queue.add(m.message()));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.addAll(m.messages());
            return new DeliverOk();
        });
    }

    private void deliver(String peer, Set<JsonNode> queue) {
        if (queue.isEmpty()) return;
        rpc(peer, new Deliver(List.copyOf(queue)));
        queue.clear();
    }

    void main() {
        serve();
    }
}
