package story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Anomaly;
import bench.run.Arguments;
import bench.run.Failure;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Trial;
import bench.run.Verdict;
import bench.shrink.Shrinker;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.trace.Trace;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure becomes small, stays what it was, and always becomes the same. */
class ShrinkerTest {
    private record Subject(Supplier<Node> nodes, Trial trial) {
        Outcome run(Trial trial, long seed, Trace trace) {
            return Simulation.run(nodes, Workloads.named(trial.options().workload()), trial, seed, trace);
        }

        Failure firstFailure() {
            return LongStream.rangeClosed(1, 20)
                    .mapToObj(seed -> new Failure(trial, run(trial, seed, null)))
                    .filter(failure -> failure.outcome().verdict() == Verdict.FAIL)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Subject subject(String file, String run) throws SourceProblem {
        var nodes = NodeSource.read(Path.of(file)).load();
        var arguments = Stage.find(run).map(stage -> stage.runs().getFirst().arguments());
        return new Subject(nodes, new Trial(Arguments.parse(arguments.orElse(run), List.of()), Limits.NONE));
    }

    private static String type(Failure failure) {
        return failure.outcome().anomalies().getFirst().type();
    }

    @ParameterizedTest
    @CsvSource({
        // file, run, nodes, operations besides those of the final phase, whether a fault is needed
        "1-short-buffer, 1, 1, 1, false",
        "2-no-node, 2, 2, 2, false",
        "3c-no-retry, 3c, 2, 1, true",
        "4-adds-twice, 4, 3, 1, true",
        "5b-two-owners, 5b, 2, 2, false",
        "6c-abort-leaves-writes, 6c, 2, 2, true",
        "lin-kv-stale-read, -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 20, 2, 4, false",
    })
    void littleIsLeft(String file, String run, int mostNodes, int mostOperations, boolean needsFault)
            throws SourceProblem {
        var subject = subject("tests/gallery/nodes/" + file + ".java", run);
        var original = subject.firstFailure();
        var shrunk = new Shrinker(subject::run, type(original), original).shrink();
        var options = shrunk.trial().options();
        assertTrue(options.nodeCount() <= mostNodes, options.toString());
        var cues = shrunk.trial().script().orElseThrow().cues();
        assertTrue(cues.size() <= mostOperations, cues.toString());
        assertEquals(needsFault, options.partition());
        var again = subject.run(shrunk.trial(), shrunk.seed(), null);
        assertEquals(shrunk.outcome().history(), again.history());
        assertTrue(again.anomalies().stream().map(Anomaly::type).anyMatch(type(original)::equals), again.toString());
    }

    /** What is shrunk would blame a right node if it asked for less than the whole run does. */
    @ParameterizedTest
    @CsvSource({"3c-no-retry, 3c", "4-adds-twice, 4", "5b-two-owners, 5b", "2-no-node, 2"})
    void aRightNodePassesTheShrunkRun(String file, String stage) throws SourceProblem {
        var subject = subject("tests/gallery/nodes/" + file + ".java", stage);
        var original = subject.firstFailure();
        var shrunk = new Shrinker(subject::run, type(original), original).shrink();
        var right = subject("challenges/" + stage + ".java", stage).run(shrunk.trial(), shrunk.seed(), null);
        assertFalse(right.verdict() == Verdict.FAIL, right.anomalies().toString());
    }

    @Test
    void theSameFailureShrinksToTheSame() throws SourceProblem {
        var subject = subject("tests/gallery/nodes/4-adds-twice.java", "4");
        var original = subject.firstFailure();
        var one = new Shrinker(subject::run, type(original), original);
        var other = new Shrinker(subject::run, type(original), original);
        assertEquals(one.shrink(), other.shrink());
        assertEquals(one.runs(), other.runs());
    }

    @Test
    void whenItIsStoppedItGivesWhatItHas() throws SourceProblem {
        var subject = subject("tests/gallery/nodes/3c-no-retry.java", "3c");
        var original = subject.firstFailure();
        var found = new ArrayList<Failure>();
        var shrinkers = new ArrayList<Shrinker>();
        Shrinker.Runner stopping = (trial, seed, trace) -> {
            var outcome = subject.run(trial, seed, trace);
            if (outcome.anomalies().stream().map(Anomaly::type).anyMatch(type(original)::equals)) {
                found.add(new Failure(trial, outcome));
                shrinkers.getFirst().stop();
            }
            return outcome;
        };
        shrinkers.add(new Shrinker(stopping, type(original), original));
        assertEquals(List.of(shrinkers.getFirst().shrink()), found);
        assertEquals(type(original), type(found.getFirst()));
    }
}
