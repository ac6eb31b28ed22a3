///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3c --node-count 2
// caught for: lost
// seeds: 50
// look-alike: challenges/3c.java

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Values are sent once, and every second a node asks another how many values it has and fetches them where there are more. Of
 * two that miss one each both have as many as the other, and nothing happens.
 */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Notice {}

    record Compare(int size) implements Request<CompareOk> {}

    record CompareOk(List<JsonNode> messages) {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) for (var peer : peers()) send(peer, new Deliver(m.message()));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.add(m.message());
        });
        on(Compare.class, m -> new CompareOk(m.size() < seen.size() ? List.copyOf(seen) : List.of()));
        every(Duration.ofSeconds(1), () -> {
            var peer = peers().get(random().nextInt(peers().size()));
            seen.addAll(rpc(peer, new Compare(seen.size())).messages());
        });
    }

    void main() {
        serve();
    }
}
