package bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.counter.CounterAction;
import bench.history.Operation;
import bench.run.Simulation;
import bench.run.Stage;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers we stand behind pass, and leave nothing to be warned of. */
final class AnswersTest {
    static final List<String> STAGES = Stage.ALL.stream().map(Stage::id).toList();

    private static void passes(String... arguments) {
        var check = Check.run(arguments);
        check.passes();
        assertFalse(check.out().contains("warning"), check.out());
    }

    @ParameterizedTest
    @FieldSource("STAGES")
    void passesStrictly(String stage) {
        passes("check", stage, "--strict", "--seeds", "2", "--time-limit", "6", "--nemesis-interval", "1");
    }

    /** 4's FRESH: what was acknowledged a second before a client asked, it reads, however long the stores take. */
    @Test
    void readsOfTheCounterAreNoOlderThanASecond() throws SourceProblem {
        var official = Stage.find("4").orElseThrow().runs().getFirst();
        var trial = official.with(List.of("--faults", "loss,service-timeout"));
        var nodes = NodeSource.read(Path.of("challenges/4.java")).load();
        var history =
                Simulation.run(nodes, Workloads.named("g-counter"), trial, 1).history();
        var answered = history.operations().stream().filter(Operation::isOk).toList();
        int reads = 0;
        for (var operation : answered) {
            if (!(operation.completion().action() instanceof CounterAction.Read read)) continue;
            long asOfNanos = operation.startNanos() - 1_000_000_000;
            long known = answered.stream()
                    .filter(other -> other.endNanos() <= asOfNanos)
                    .mapToLong(other -> other.action() instanceof CounterAction.Add add ? add.value() : 0)
                    .sum();
            assertTrue(read.value() >= known, () -> operation + " missed some of " + known);
            reads++;
        }
        assertTrue(reads > 100, reads + " reads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d", "3e"})
    void keepsTheStagesLimits(String stage) {
        passes("check", stage, "--strict", "--seed", "1");
    }
}
