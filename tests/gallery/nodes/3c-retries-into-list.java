///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3c --faults loss
// warned of: duplicated
// seeds: 20
// look-alike: challenges/3c.java

import java.util.ArrayList;
import java.util.List;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** A value is sent until it is acknowledged, and added each time that it comes: where an acknowledgement was lost, twice. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final List<JsonNode> messages = new ArrayList<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(messages));
        on(Broadcast.class, m -> {
            messages.add(m.message());
            for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Deliver(m.message()))));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            messages.add(m.message());
            return new DeliverOk();
        });
    }

    void main() {
        serve();
    }
}
