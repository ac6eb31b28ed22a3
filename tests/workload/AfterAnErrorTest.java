package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Op;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Trial;
import bench.workload.Workloads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What clients do after an operation that did not end well. */
class AfterAnErrorTest {
    record Read(JsonNode key) implements Request<ReadOk> {}

    record ReadOk(JsonNode value) {}

    record Write(JsonNode key, JsonNode value) implements Request<WriteOk> {}

    record WriteOk() {}

    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    /** A store that answers its first write when the client, which waits for a second, does not wait any more. */
    private static final class SlowAtFirst extends Node {
        private final Map<JsonNode, JsonNode> values = new HashMap<>();

        SlowAtFirst() {
            on(Write.class, m -> {
                if (values.put(m.key(), m.value()) == null && values.size() == 1) sleep(Duration.ofMillis(1200));
                return new WriteOk();
            });
            on(Read.class, m -> {
                if (!values.containsKey(m.key())) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key");
                return new ReadOk(values.get(m.key()));
            });
        }
    }

    /** Takes no adds. */
    private static final class Refusing extends Node {
        Refusing() {
            on(Add.class, m -> {
                throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "not now");
            });
        }
    }

    private static Outcome run(String arguments, Supplier<Node> nodes) {
        var options = Arguments.parse(arguments, List.of());
        var trial = new Trial(options, Limits.NONE);
        return Simulation.run(nodes, Workloads.named(options.workload()), trial, 1);
    }

    @Test
    void aReusableClientPassesOverAnAnswerThatComesLate() {
        var outcome =
                run("-w lin-kv --node-count 1 --concurrency 2n --latency 0 --time-limit 5 --rate 50", SlowAtFirst::new);
        assertTrue(outcome.history().ops().stream().anyMatch(op -> op.type() == Op.Type.INFO), "nothing was late");
        assertEquals(
                List.of(),
                outcome.anomalies().stream()
                        .filter(anomaly -> anomaly.type().equals("late answer"))
                        .toList());
    }

    /** Maelstrom's counters catch no error, so to Jepsen the operation's outcome is unknown and the process has crashed. */
    @Test
    void aRefusalIsNotBelievedWhereMaelstromDoesNotBelieveIt() {
        var ops = run("-w g-counter --node-count 1 --concurrency 1 --time-limit 2 --rate 5", Refusing::new)
                .history()
                .ops();
        var refused = ops.stream().filter(Op::isRefused).toList();
        assertNotEquals(List.of(), refused);
        for (var op : refused) assertEquals(Op.Type.INFO, op.type());
        assertEquals(
                refused.size(),
                refused.stream().map(Op::process).distinct().count(),
                "each is the last of its process");
    }
}
