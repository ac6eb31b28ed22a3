///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN BroadcastNode

// idea: five times a second each node compares with a random other one, and both give what the other lacks
// source: push-pull anti-entropy: Demers et al., 1987
// passes: 3e
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
 * Epidemics: nobody is special, nobody acknowledges, and any half of the nodes may fail. A node sends the lengths of its logs
 * to another one, chosen at random; that one answers with its own lengths and what the asker lacks, and is sent what it lacks
 * itself. The number of nodes that have a value more than doubles in each round, so it is log n rounds, and a few for the last
 * ones.
 *
 * <p>Three messages a node a round, whatever the load, and two where nothing happens: that never ends.
 */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    record Compare(Map<String, Integer> lengths) implements Request<CompareOk> {}

    record CompareOk(Map<String, Integer> lengths, Map<String, List<JsonNode>> rests) {}

    /** The logs from the hearer's lengths on. */
    record Push(Map<String, Integer> lengths, Map<String, List<JsonNode>> rests) implements Notice {}

    private static final Duration PERIOD = Duration.ofMillis(200);

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> logs = new TreeMap<>(); // what each node was told by its clients

    BroadcastNode() {
        whenInitialised(() -> nodes().forEach(node -> logs.put(node, new ArrayList<>())));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) logs.get(id()).add(m.message());
            return new BroadcastOk();
        });
        on(Compare.class, m -> new CompareOk(lengths(), rests(m.lengths())));
        on(Push.class, m -> {
            learn(m.lengths(), m.rests());
        });
        every(PERIOD, () -> {
            if (!peers().isEmpty()) go(() -> compare(peers().get(random().nextInt(peers().size()))));
        });
    }

    private void compare(String peer) {
        var lengths = lengths();
        var other = rpc(peer, new Compare(lengths));
        learn(lengths, other.rests());
        var lacking = rests(other.lengths());
        if (!lacking.isEmpty()) send(peer, new Push(other.lengths(), lacking));
    }

    private Map<String, Integer> lengths() {
        var lengths = new TreeMap<String, Integer>();
        logs.forEach((node, log) -> lengths.put(node, log.size()));
        return lengths;
    }

    private Map<String, List<JsonNode>> rests(Map<String, Integer> lengths) {
        var rests = new TreeMap<String, List<JsonNode>>();
        logs.forEach((node, log) -> {
            int length = lengths.get(node);
            if (length < log.size()) rests.put(node, List.copyOf(log.subList(length, log.size())));
        });
        return rests;
    }

    /** @param lengths this node's when the rests were made; its logs may have grown since */
    private void learn(Map<String, Integer> lengths, Map<String, List<JsonNode>> rests) {
        rests.forEach((node, rest) -> {
            var log = logs.get(node);
            int known = log.size() - lengths.get(node);
            if (0 <= known && known < rest.size()) log.addAll(rest.subList(known, rest.size()));
            seen.addAll(rest);
        });
    }

    void main() {
        serve();
    }
}
