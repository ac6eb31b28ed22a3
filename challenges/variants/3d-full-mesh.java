///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BroadcastNode.java
//MAIN MeshNode

// idea: to all at once, repeated until acknowledged
// source: github.com/denpeshkov/gossip-glomers, 3d
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 3b.java under the load of 3d: the node that a client tells sends the value to all others, and repeats it until each has
 * acknowledged. One hop, so the least latency there is, and nobody's failure holds up anybody else.
 *
 * <p>It costs n - 1 messages and as many acknowledgements a broadcast, 24 an operation here, which leaves a fifth to the
 * limit. A node that is cut off costs one repetition after another for each value.
 */
class MeshNode extends BroadcastNode {
    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    MeshNode() {
        on(Deliver.class, m -> {
            seen.add(m.message());
            return new DeliverOk();
        });
    }

    @Override
    final void spread(JsonNode message, String source) {
        for (var peer : peers()) go(() -> deliver(peer, new Deliver(message)));
    }

    void deliver(String peer, Deliver message) {
        retry(() -> rpc(peer, message));
    }

    void main() {
        serve();
    }
}
