///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN BroadcastNode

// idea: to all at once, repeated until acknowledged
// source: github.com/denpeshkov/gossip-glomers, 3d
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 3b.java under the load of 3d: the node that a client tells sends the value to all others, and repeats it until each has
 * acknowledged. One hop, so the least latency there is, and nobody's failure holds up anybody else.
 *
 * <p>It costs n - 1 messages and as many acknowledgements a broadcast, 24 an operation here, which leaves a fifth to the
 * limit. A node that is cut off costs one repetition after another for each value.
 */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            var deliver = new Deliver(m.message());
            if (seen.add(m.message())) for (var peer : peers()) go(() -> retry(() -> rpc(peer, deliver)));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.add(m.message());
            return new DeliverOk();
        });
    }

    void main() {
        serve();
    }
}
