///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BatchNode.java
//SOURCES parts/BroadcastNode.java
//MAIN MeshBatchNode

// idea: to all every half second what clients have told, until acknowledged
// source: github.com/denpeshkov/gossip-glomers, 3e
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * 3d-full-mesh.java with batches: each node collects what its clients tell it and sends it to all others every 500 ms. One hop
 * and no root. But a batch holds what one node was told, one value or two, not what all were told: 16 messages an operation,
 * where a root brings 50 values into each.
 */
final class MeshBatchNode extends BatchNode {
    @Override
    List<String> neighbours() {
        return peers();
    }

    /** What another node has told, it tells everybody else itself. */
    @Override
    void spread(JsonNode message, String source) {
        if (!peers().contains(source)) super.spread(message, source);
    }

    void main() {
        serve();
    }
}
