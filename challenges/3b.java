///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN BroadcastNode

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 3b: Broadcast on several nodes. The node that a client tells passes the value to every other one, and repeats that until it
 * is acknowledged. Nobody passes on what a node has told it: every node can reach every other, so one hop is enough and the
 * suggested topology is not needed.
 *
 * <p>A broadcast costs n - 1 messages and as many acknowledgements. It survives lost messages, but a link that stays cut costs
 * one repetition after another for each value: 3c repairs that.
 */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    // tag::messages[]
    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}
    // end::messages[]

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        // tag::handlers[]
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) for (var peer : peers()) deliver(peer, new Deliver(m.message()));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.add(m.message());
            return new DeliverOk();
        });
        // end::handlers[]
    }

    // tag::deliver[]
    /** Beside the handler, which does not wait for it: the client is answered at once. */
    private void deliver(String peer, Deliver message) {
        go(() -> retry(() -> rpc(peer, message)));
    }
    // end::deliver[]

    void main() {
        serve();
    }
}
