///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3d
// caught for: too many messages
// caught for: too slow
// seeds: 1
// look-alike: challenges/3d.java

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** What was right in 3c, on the grid that is proposed: eight hops to the far corner, and each link is asked to acknowledge. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private List<String> neighbours = List.of();

    BroadcastNode() {
        on(Topology.class, m -> {
            neighbours = m.topology().get(id());
            return new TopologyOk();
        });
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, (m, from) -> {
            take(m.message(), from);
            return new BroadcastOk();
        });
        on(Deliver.class, (m, from) -> {
            take(m.message(), from);
            return new DeliverOk();
        });
    }

    private void take(JsonNode message, String from) {
        if (!seen.add(message)) return;
        for (var peer : neighbours) if (!peer.equals(from)) go(() -> retry(() -> rpc(peer, new Deliver(message))));
    }

    void main() {
        serve();
    }
}
