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
import java.util.Collection;
import java.util.TreeSet;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

/** Nodes ask each other for what is greater than the greatest value they have, as if values came in order. They do not. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Newer(long than) implements Request<NewerOk> {}

    record NewerOk(Collection<Long> messages) {}

    private final TreeSet<Long> seen = new TreeSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(
                Read.class,
                m -> new ReadOk(seen.stream().<JsonNode>map(LongNode::valueOf).toList()));
        on(Broadcast.class, m -> {
            seen.add(m.message().longValue());
            return new BroadcastOk();
        });
        on(Newer.class, m -> new NewerOk(seen.tailSet(m.than(), false)));
        whenInitialised(() -> peers().forEach(peer -> every(Duration.ofMillis(500), () -> ask(peer))));
    }

    private void ask(String peer) {
        seen.addAll(rpc(peer, new Newer(seen.isEmpty() ? -1 : seen.last())).messages());
    }

    void main() {
        serve();
    }
}
