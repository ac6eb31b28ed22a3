///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BroadcastNode.java
//MAIN FloodNode

// idea: everybody passes every new value to everybody, once
// source: github.com/teivah/gossip-glomers, challenge 3c; taken for partition tolerant there
// passes: 3b
// run: 3c
// caught for: lost
// told: value \d+ was acknowledged to .*; the last read, .*, missed it
// seeds: 5

import node.Notice;
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
final class FloodNode extends BroadcastNode {
    record Deliver(JsonNode message) implements Notice {}

    FloodNode() {
        on(Deliver.class, (m, from) -> {
            hear(m.message(), from);
        });
    }

    @Override
    void spread(JsonNode message, String source) {
        for (var peer : peers()) send(peer, new Deliver(message));
    }

    void main() {
        serve();
    }
}
