package book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bench.checker.Anomaly;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.ProcessRun;
import bench.run.Simulation;
import bench.run.Trial;
import bench.run.Verdict;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import node.Node;
import node.Notice;
import node.Request;
import org.junit.jupiter.api.Test;

/** What docs/carrying-on.adoc and docs/other-languages.adoc tell their readers to do works. */
class CarryingOnTest {
    // tag::node[]
    /** Keeps the greatest number, and tells the others until they have it. */
    static class MaximumNode extends Node {
        record Tell(long number) implements Request<TellOk> {}

        record TellOk() {}

        long top;

        MaximumNode() {
            on(Maximum.Top.class, m -> new Maximum.TopOk(top));
            on(Tell.class, m -> {
                top = Math.max(top, m.number());
                return new TellOk();
            });
            on(Maximum.Raise.class, m -> {
                top = Math.max(top, m.number());
                for (var peer : peers()) go(() -> tell(peer, m.number()));
                return new Maximum.RaiseOk();
            });
        }

        void tell(String peer, long number) {
            retry(() -> rpc(peer, new Tell(number)));
        }
    }
    // end::node[]

    // tag::wrong[]
    /** Tells the others once. */
    static final class ForgetfulNode extends MaximumNode {
        record Whisper(long number) implements Notice {}

        ForgetfulNode() {
            on(Whisper.class, m -> {
                top = Math.max(top, m.number());
            });
        }

        @Override
        void tell(String peer, long number) {
            send(peer, new Whisper(number));
        }
    }
    // end::wrong[]

    // tag::run[]
    private static Outcome run(Supplier<? extends Node> nodes, long seed) {
        var options = Arguments.parse(
                "--node-count 3 --rate 20 --time-limit 5 --nemesis partition --nemesis-interval 0.5", List.of());
        return Simulation.run(nodes, new Maximum(), new Trial(options, Limits.NONE), seed);
    }

    @Test
    void aWorkloadOfOnesOwnTellsRightFromWrong() {
        var verdicts = LongStream.rangeClosed(1, 10)
                .mapToObj(seed -> run(MaximumNode::new, seed).verdict())
                .collect(Collectors.toSet());
        assertTrue(verdicts.contains(Verdict.PASS) && !verdicts.contains(Verdict.FAIL), verdicts::toString);
        var found = LongStream.rangeClosed(1, 10)
                .mapToObj(seed -> run(ForgetfulNode::new, seed))
                .flatMap(outcome -> outcome.anomalies().stream())
                .map(Anomaly::type)
                .collect(Collectors.toSet());
        assertEquals(Set.of("forgotten"), found);
    }
    // end::run[]

    @Test
    void theNodeInPythonPassesAndWithoutItsNameDoesNot() throws IOException {
        var node = Path.of("docs", "nodes", "unique-ids.py");
        assumeTrue(isThere("python3"), "no python3");
        var outcome = run(node);
        assertEquals(Verdict.PASS, outcome.verdict(), () -> outcome.anomalies().toString());
        var nameless = Files.createTempFile("nameless-", ".py");
        try {
            Files.writeString(nameless, Files.readString(node).replace("{node_id}-{life}-", ""));
            assertEquals(Verdict.FAIL, run(nameless).verdict());
        } finally {
            Files.delete(nameless);
        }
    }

    private static Outcome run(Path python) {
        var options = Arguments.parse("-w unique-ids --node-count 2 --rate 200 --time-limit 0.2", List.of());
        return ProcessRun.run(
                List.of("python3", python.toAbsolutePath().toString()),
                Workloads.named("unique-ids"),
                new Trial(options, Limits.NONE),
                1);
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
