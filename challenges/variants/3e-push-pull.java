///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/ComparingNode.java
//SOURCES parts/BroadcastNode.java
//MAIN PushPullNode

// idea: five times a second each node compares with a random other one, and both give what the other lacks
// source: push-pull anti-entropy: Demers et al., 1987
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
final class PushPullNode extends ComparingNode {
    record Compare(Map<String, Integer> lengths) implements Request<CompareOk> {}

    record CompareOk(Map<String, Integer> lengths, Map<String, List<JsonNode>> ends) {}

    /** The logs from the hearer's lengths on. */
    record Push(Map<String, Integer> lengths, Map<String, List<JsonNode>> ends) implements Notice {}

    private static final Duration PERIOD = Duration.ofMillis(200);

    PushPullNode() {
        on(Compare.class, m -> new CompareOk(lengths(), ends(m.lengths())));
        on(Push.class, m -> {
            learn(m.lengths(), m.ends());
        });
        every(PERIOD, () -> {
            if (!peers().isEmpty()) go(() -> compare(peers().get(random().nextInt(peers().size()))));
        });
    }

    @Override
    void spread(JsonNode message, String source) {
        logs.get(id()).add(message);
    }

    private void compare(String peer) {
        var lengths = lengths();
        var other = rpc(peer, new Compare(lengths));
        learn(lengths, other.ends());
        var lacking = ends(other.lengths());
        if (!lacking.isEmpty()) send(peer, new Push(other.lengths(), lacking));
    }

    void main() {
        serve();
    }
}
