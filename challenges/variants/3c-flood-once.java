///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN BroadcastNode

// idea: everybody passes every new value to everybody, once
// source: github.com/teivah/gossip-glomers, challenge 3c; taken for partition tolerant there
// passes: 3b
// run: 3c
// caught for: lost
// told: value \d+ was acknowledged to .*; the last read, .*, missed it
// seeds: 5

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Flooding: whoever hears a value for the first time tells it to all others, and nothing is ever repeated. It needs no
 * acknowledgements and survives the loss of many messages, since each node is told by every other one: n * (n - 1) messages a
 * broadcast.
 *
 * <p>Its author saw it pass with partitions too and concluded that it survives them. A cut swallows all n - 1 ways into a part
 * at once: what is broadcast while it lasts stays on its side for ever. The run that passed had met no cut worth the name;
 * with five nodes and a short run that happens.
 */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    record Deliver(JsonNode message) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            flood(m.message());
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            flood(m.message());
        });
    }

    private void flood(JsonNode message) {
        if (seen.add(message)) for (var peer : peers()) send(peer, new Deliver(message));
    }

    void main() {
        serve();
    }
}
