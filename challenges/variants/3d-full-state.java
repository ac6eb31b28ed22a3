///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BroadcastNode.java
//MAIN FullStateNode

// idea: everybody tells everybody all it knows, every half second
// source: github.com/mdvsh/gossip-glomers, 3c and 3d; github.com/elh/gossip-glomers, 3d
// passes: 3c
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.Set;
import node.Notice;
import tools.jackson.databind.JsonNode;

/**
 * No acknowledgements, no memory of who knows what: each node sends all its values to all others twice a second. What is lost
 * is said again, and n * (n - 1) messages a period do not grow with the load. Their size does: in the end each is a thousand
 * values. An idle network talks as much as a busy one.
 *
 * <p>A value waits for its node's next turn, 250 ms in the mean and 500 at most, and travels 100 ms. That is the limit of 600
 * to the millisecond; the authors measured 500 to 560 and wrote of luck. It is not: Maelstrom holds a client's message back
 * while an earlier one is under way to the same node, so whoever might just have missed the value is answered after it has
 * come.
 */
class FullStateNode extends BroadcastNode {
    record Gossip(Set<JsonNode> messages) implements Notice {}

    FullStateNode() {
        on(Gossip.class, m -> {
            seen.addAll(m.messages());
        });
        every(period(), () -> {
            for (var peer : peers()) if (tells(peer)) send(peer, new Gossip(seen));
        });
    }

    Duration period() {
        return Duration.ofMillis(500);
    }

    /** Whether it is told this time. */
    boolean tells(String peer) {
        return true;
    }

    @Override
    final void spread(JsonNode message, String source) {} // with all the others, when their turn comes

    void main() {
        serve();
    }
}
