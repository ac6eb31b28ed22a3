package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Op;
import bench.report.HistoryFile;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The same sources, options and seed give the same bytes; another seed gives others. */
class SimulationTest {
    private static final String PARTITIONED =
            "-w broadcast --node-count 5 --time-limit 20 --rate 10 --nemesis partition";

    private static Outcome run(String stage, String arguments, long seed) {
        try {
            var options = Arguments.parse(arguments, List.of());
            var nodes = NodeSource.read(Path.of("challenges", stage + ".java")).load();
            return Simulation.run(nodes, Workloads.named(options.workload()), new Trial(options, Limits.NONE), seed);
        } catch (SourceProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bytes(Outcome outcome) throws IOException {
        var text = new StringWriter();
        HistoryFile.write(outcome.history(), text);
        return text.toString();
    }

    /** Prints a digest of a history: what another JVM is asked for. */
    static final class Digest {
        private Digest() {}

        static String of(String history) throws NoSuchAlgorithmException {
            var digest = MessageDigest.getInstance("SHA-256").digest(history.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        }

        public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
            System.out.println(of(bytes(run(arguments[0], arguments[1], Long.parseLong(arguments[2])))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3c | " + PARTITIONED,
                "4  | -w g-counter --node-count 3 --time-limit 5 --rate 100 --nemesis partition --nemesis-interval 2",
                "5b | -w kafka --node-count 2 --concurrency 2n --time-limit 3 --rate 200",
                "6c | -w txn-rw-register --node-count 2 --concurrency 2n --time-limit 3 --rate 200"
                        + " --consistency-models read-committed"
            })
    void theSameSeedGivesTheSameBytes(String stage, String arguments) throws IOException {
        var once = run(stage, arguments, 7);
        var again = run(stage, arguments, 7);
        assertEquals(bytes(once), bytes(again));
        assertEquals(once.allMessages(), again.allMessages());
        assertTrue(once.oks() > 50, once.oks() + " operations");
    }

    @Test
    void anotherSeedGivesAnotherHistory() throws IOException {
        assertNotEquals(bytes(run("3c", PARTITIONED, 7)), bytes(run("3c", PARTITIONED, 8)));
    }

    /** Hash salts, the language, the time zone and the collector differ; {@code Set.of} alone would show it. */
    @Test
    void anotherJvmGivesTheSameBytes() throws Exception {
        var expected = Digest.of(bytes(run("3c", PARTITIONED, 7)));
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu", "-XX:+UseSerialGC"));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Digest.class.getName(), "3c", PARTITIONED, "7"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertEquals(expected, printed.strip());
    }

    // ---- the phases ----

    @Test
    void operationsAreBegunAtTheRateAndUntilTheLimit() {
        var outcome = run("1", "-w echo --node-count 1 --concurrency 10 --time-limit 20 --rate 50", 1);
        assertEquals(Verdict.PASS, outcome.verdict());
        assertEquals(1000, outcome.invocations(), 120);
        assertTrue(outcome.history().ops().getLast().timeNanos() < 20_100_000_000L);
        assertEquals(outcome.invocations(), outcome.oks());
    }

    @Test
    void aProcessDoesOneThingAtATime() {
        var open = new HashSet<Integer>();
        for (var op : run("3c", PARTITIONED, 3).history().ops()) {
            if (op.type() == Op.Type.INVOKE) assertTrue(open.add(op.process()), "two at once: " + op);
            else assertTrue(open.remove(op.process()), "ended what was not begun: " + op);
        }
        assertEquals(0, open.size());
    }

    @Test
    void indexesCountAndTimeGoesOn() {
        long before = 0;
        int index = 0;
        for (var op : run("3c", PARTITIONED, 3).history().ops()) {
            assertEquals(index++, op.index());
            assertTrue(op.timeNanos() >= before);
            before = op.timeNanos();
        }
    }

    record Echo(JsonNode echo) implements Request<EchoOk> {}

    record EchoOk(JsonNode echo) {}

    /** Maelstrom's clients do not even look at what is no answer. */
    @Test
    void aClientAnswersNobody() {
        var errors = new HashSet<Integer>();
        Supplier<Node> curious = () -> new Node() {
            {
                on(Echo.class, (m, from) -> {
                    errors.add(assertThrows(RpcError.class, () -> rpc(from, m)).code());
                    return new EchoOk(m.echo());
                });
            }
        };
        var options = Arguments.parse("-w echo --node-count 1 --time-limit 5", List.of());
        var outcome = Simulation.run(curious, Workloads.named("echo"), new Trial(options, Limits.NONE), 1);
        assertEquals(Set.of(RpcError.TIMEOUT), errors);
        assertEquals(2 + 3 * outcome.invocations(), outcome.allMessages());
    }

    /** One init and one answer for each node, one topology, a request and an answer for each operation. */
    @Test
    void everyMessageIsCounted() {
        var outcome = run("3a", "-w broadcast --node-count 1 --time-limit 20 --rate 10", 1);
        assertEquals(0, outcome.serverMessages());
        assertEquals(2 + 2 + 2 * outcome.invocations(), outcome.allMessages());
    }
}
