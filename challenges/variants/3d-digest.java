///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN BroadcastNode

// idea: to all at once without acknowledgements; now and then a digest to one of them
// source: rumours and anti-entropy: Demers et al., 1987
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Half the messages of 3d-full-mesh.java: nobody acknowledges, since nearly everything arrives. What does not is found by
 * comparing: every second each node tells one other how long its logs are, and that one sends what is missing. A log is what
 * one node was told by its clients, in order, as far as it is here without a gap.
 *
 * <p>Twelve messages an operation and one hop. The digests never end, one a node a second, also when nothing happens.
 */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    /** The value that stands at {@code place} of its sender's log. */
    record Deliver(int place, JsonNode message) implements Notice {}

    /** How much the teller has of each node's log. */
    record Digest(Map<String, Integer> lengths) implements Notice {}

    /** The logs from the hearer's lengths on. */
    record Repair(Map<String, Integer> lengths, Map<String, List<JsonNode>> rests) implements Notice {}

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> logs = new TreeMap<>();

    BroadcastNode() {
        whenInitialised(() -> nodes().forEach(node -> logs.put(node, new ArrayList<>())));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (!seen.add(m.message())) return new BroadcastOk();
            var own = logs.get(id());
            for (var peer : peers()) send(peer, new Deliver(own.size(), m.message()));
            own.add(m.message());
            return new BroadcastOk();
        });
        on(Deliver.class, (m, from) -> {
            seen.add(m.message());
            if (logs.get(from).size() == m.place()) logs.get(from).add(m.message());
        });
        on(Digest.class, (m, from) -> {
            var rests = new TreeMap<String, List<JsonNode>>();
            logs.forEach((node, log) -> {
                int length = m.lengths().get(node);
                if (length < log.size()) rests.put(node, log.subList(length, log.size()));
            });
            if (!rests.isEmpty()) send(from, new Repair(m.lengths(), rests));
        });
        on(Repair.class, m -> {
            m.rests().forEach((node, rest) -> repair(logs.get(node), m.lengths().get(node), rest));
        });
        every(PERIOD, () -> {
            if (peers().isEmpty()) return;
            var lengths = new TreeMap<String, Integer>();
            logs.forEach((node, log) -> lengths.put(node, log.size()));
            send(peers().get(random().nextInt(peers().size())), new Digest(lengths));
        });
    }

    private void repair(List<JsonNode> log, int from, List<JsonNode> rest) {
        seen.addAll(rest);
        int known = log.size() - from;
        if (0 <= known && known < rest.size()) log.addAll(rest.subList(known, rest.size()));
    }

    void main() {
        serve();
    }
}
