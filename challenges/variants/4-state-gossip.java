///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/CounterNode.java
//MAIN StateGossipNode

// idea: all sums to about half of the nodes, every half second
// source: github.com/elh/gossip-glomers
// passes: 4
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import node.Notice;

/**
 * A state-based counter (G-Counter; Shapiro et al., 2011): a sum for each node, of two the greater one counts, and everybody
 * sends all of them to some others now and then. Nothing can be lost or count twice: merging is idempotent, and in any order.
 *
 * <p>It costs one message a second a pair of nodes, however much is added or little: also where nothing is. An acknowledged add
 * lives in one node's memory for some hundred milliseconds, and a node that begins anew begins at nothing.
 */
final class StateGossipNode extends CounterNode {
    record Gossip(Map<String, Long> sums) implements Notice {}

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Map<String, Long> sums = new TreeMap<>();

    StateGossipNode() {
        on(Gossip.class, m -> {
            m.sums().forEach((node, sum) -> sums.merge(node, sum, Math::max));
        });
        every(PERIOD, () -> {
            for (var peer : peers()) if (random().nextBoolean()) send(peer, new Gossip(sums));
        });
    }

    @Override
    void add(long delta) {
        sums.merge(id(), delta, Long::sum);
    }

    @Override
    long value() {
        return total(sums);
    }

    void main() {
        serve();
    }
}
