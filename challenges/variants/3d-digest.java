///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/ComparingNode.java
//SOURCES parts/BroadcastNode.java
//MAIN DigestNode

// idea: to all at once without acknowledgements; now and then a digest to one of them
// source: rumours and anti-entropy: Demers et al., 1987
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.List;
import java.util.Map;
import node.Notice;
import tools.jackson.databind.JsonNode;

/**
 * Half the messages of 3d-full-mesh.java: nobody acknowledges, since nearly everything arrives. What does not is found by
 * comparing: every second each node tells one other how long its logs are, and that one sends what is missing.
 *
 * <p>Twelve messages an operation and one hop. The digests never end, one a node a second, also when nothing happens.
 */
final class DigestNode extends ComparingNode {
    /** The value that stands at {@code place} of its sender's log. */
    record Deliver(int place, JsonNode message) implements Notice {}

    /** How much the teller has of each node's log. */
    record Digest(Map<String, Integer> lengths) implements Notice {}

    /** The logs from the hearer's lengths on. */
    record Repair(Map<String, Integer> lengths, Map<String, List<JsonNode>> ends) implements Notice {}

    private static final Duration PERIOD = Duration.ofSeconds(1);

    DigestNode() {
        on(Deliver.class, (m, from) -> {
            seen.add(m.message());
            if (logs.get(from).size() == m.place()) logs.get(from).add(m.message());
        });
        on(Digest.class, (m, from) -> {
            var lacking = ends(m.lengths());
            if (!lacking.isEmpty()) send(from, new Repair(m.lengths(), lacking));
        });
        on(Repair.class, m -> {
            learn(m.lengths(), m.ends());
        });
        every(PERIOD, () -> {
            if (!peers().isEmpty()) send(peers().get(random().nextInt(peers().size())), new Digest(lengths()));
        });
    }

    @Override
    void spread(JsonNode message, String source) {
        var own = logs.get(id());
        for (var peer : peers()) send(peer, new Deliver(own.size(), message));
        own.add(message);
    }

    void main() {
        serve();
    }
}
