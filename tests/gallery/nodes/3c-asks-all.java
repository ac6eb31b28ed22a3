///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3c --rate 50
// warned of: diverged
// seeds: 20

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * A value is told to one node after the other, and the client hears of a timeout where one does not answer. That is honest;
 * but some nodes have the value then, and the others will never have it.
 */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> messages = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(messages));
        on(Broadcast.class, m -> {
            for (var node : nodes()) rpc(node, new Deliver(m.message()));
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
