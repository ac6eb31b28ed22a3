///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BroadcastNode.java
//MAIN GridNode

// idea: the suggested topology, a grid; each new value to all neighbours until acknowledged
// source: jepsen-io/maelstrom, doc/03-broadcast; brunocalza.me/blog, 2026-04-09
// passes: 3c
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock
// run: 3d
// caught for: too many messages
// told: server messages an operation; less than 30 is asked for
// caught for: too slow
// told: ms maximal stable latency; less than 600 is asked for
// seeds: 3

import java.util.List;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * What the course leads to: whoever hears a value for the first time passes it to its neighbours, except the one it came from,
 * and repeats that until each has acknowledged. Right under all faults of the network, as long as the neighbours hang
 * together.
 *
 * <p>In a grid of 25 nodes there are 40 links, and a broadcast crosses most of them in both directions: 56 messages and as
 * many acknowledgements, where 24 would do. And from corner to corner there are eight hops. Both limits of 3d are there to
 * rule it out.
 */
class GridNode extends BroadcastNode {
    record Deliver(JsonNode message) implements Request<DeliverOk> {}

    record DeliverOk() {}

    GridNode() {
        on(Deliver.class, (m, from) -> {
            hear(m.message(), from);
            return new DeliverOk();
        });
    }

    /** Whom this node tells and is told by. */
    List<String> neighbours() {
        return suggested;
    }

    @Override
    final void spread(JsonNode message, String source) {
        for (var neighbour : neighbours())
            if (!neighbour.equals(source)) go(() -> retry(() -> rpc(neighbour, new Deliver(message))));
    }

    void main() {
        serve();
    }
}
