///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3e
// caught for: too many messages
// seeds: 1
// look-alike: challenges/3e.java

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** Nothing is faster than to tell everybody at once, and be told by everybody that it has arrived: 24 messages, and 24 more. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message()))
                for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Deliver(m.message()))));
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
