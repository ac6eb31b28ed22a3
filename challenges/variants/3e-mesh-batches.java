///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN BroadcastNode

// idea: to all every half second what clients have told, until acknowledged
// source: github.com/denpeshkov/gossip-glomers, 3e
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 3d-full-mesh.java with batches: each node collects what its clients tell it and sends it to all others every 500 ms. One hop
 * and no root. But a batch holds what one node was told, one value or two, not what all were told: 16 messages an operation,
 * where a root brings 50 values into each.
 */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    record Deliver(List<JsonNode> messages) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final List<JsonNode> pending = new ArrayList<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) pending.add(m.message());
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.addAll(m.messages());
            return new DeliverOk();
        });
        every(PERIOD, () -> {
            if (pending.isEmpty()) return;
            var batch = new Deliver(List.copyOf(pending));
            pending.clear();
            for (var peer : peers()) go(() -> retry(() -> rpc(peer, batch)));
        });
    }

    void main() {
        serve();
    }
}
