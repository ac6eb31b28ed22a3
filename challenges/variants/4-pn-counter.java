///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/CounterNode.java
//MAIN PnCounterNode

// idea: a state-based counter that can also be taken from
// source: PN-Counter: Shapiro et al., 2011; jepsen-io/maelstrom, doc/04-crdts
// passes: 4
// passes: 4 --workload pn-counter
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import node.Notice;

/**
 * Two counters that only grow: what each node has added, and what it has taken away; the value is the difference. One sum that
 * goes up and down could not be merged, since nobody could tell the newer one. Every half second each node sends both to all.
 *
 * <p>It costs twice the bytes of 4-state-gossip.java, and answers the pn-counter workload as well.
 */
final class PnCounterNode extends CounterNode {
    record Gossip(Map<String, Long> added, Map<String, Long> taken) implements Notice {}

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Map<String, Long> added = new TreeMap<>();
    private final Map<String, Long> taken = new TreeMap<>();

    PnCounterNode() {
        on(Gossip.class, m -> {
            merge(m.added(), added);
            merge(m.taken(), taken);
        });
        every(PERIOD, () -> peers().forEach(peer -> send(peer, new Gossip(added, taken))));
    }

    @Override
    void add(long delta) {
        (delta > 0 ? added : taken).merge(id(), Math.abs(delta), Long::sum);
    }

    @Override
    long value() {
        return total(added) - total(taken);
    }

    private static void merge(Map<String, Long> heard, Map<String, Long> sums) {
        heard.forEach((node, sum) -> sums.merge(node, sum, Math::max));
    }

    void main() {
        serve();
    }
}
