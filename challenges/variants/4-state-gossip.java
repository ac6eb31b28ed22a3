///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN CounterNode

// idea: all sums to about half of the nodes, every half second
// source: github.com/elh/gossip-glomers
// passes: 4
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Notice;
import node.Request;

/**
 * A state-based counter (G-Counter; Shapiro et al., 2011): a sum for each node, of two the greater one counts, and everybody
 * sends all of them to some others now and then. Nothing can be lost or count twice: merging is idempotent, and in any order.
 *
 * <p>It costs one message a second a pair of nodes, however much is added or little: also where nothing is. An acknowledged add
 * lives in one node's memory for some hundred milliseconds, and a node that begins anew begins at nothing.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    record Gossip(Map<String, Long> sums) implements Notice {}

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Map<String, Long> sums = new TreeMap<>();

    CounterNode() {
        on(
                Read.class,
                m -> new ReadOk(
                        sums.values().stream().mapToLong(Long::longValue).sum()));
        on(Add.class, m -> {
            sums.merge(id(), m.delta(), Long::sum);
            return new AddOk();
        });
        on(Gossip.class, m -> {
            m.sums().forEach((node, sum) -> sums.merge(node, sum, Math::max));
        });
        every(PERIOD, () -> {
            for (var peer : peers()) if (random().nextBoolean()) send(peer, new Gossip(sums));
        });
    }

    void main() {
        serve();
    }
}
