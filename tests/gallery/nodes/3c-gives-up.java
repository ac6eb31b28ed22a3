///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3c
// caught for: lost
// seeds: 10
// look-alike: challenges/3c.java

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/** Five attempts, half a second apart, and then it is forgotten; a partition lasts longer. */
final class BroadcastNode extends Node implements BroadcastMessages {
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) for (var peer : peers()) go(() -> deliver(peer, m.message()));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.add(m.message());
            return new DeliverOk();
        });
    }

    private void deliver(String peer, JsonNode message) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                rpc(peer, new Deliver(message));
                return;
            } catch (RpcError e) {
                sleep(PAUSE);
            }
        }
    }

    void main() {
        serve();
    }
}
