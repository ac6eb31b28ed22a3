package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import bench.world.faults.Fault;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the answers survive, and that the faults they survive did strike. */
class ChapterTest {
    static Stream<String> stages() {
        return Stage.ALL.stream().map(Stage::id);
    }

    private static Outcome run(String stage, String faults, long seed, String... more) throws SourceProblem {
        var official = Stage.find(stage).orElseThrow().runs().getLast().arguments();
        var words =
                Stream.concat(Stream.of("--faults", faults), Stream.of(more)).toList();
        var options = Arguments.parse(official, words);
        var nodes = NodeSource.read(Path.of("challenges", stage + ".java")).load();
        var trial = new Trial(options, Limits.NONE).strict();
        return Simulation.run(nodes, Workloads.named(options.workload()), trial, seed);
    }

    private static String chapter(String stage) {
        var faults = Stage.find(stage).orElseThrow().chapter();
        return faults.stream().map(Fault::word).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void theAnswerSurvivesItsChapter(String stage) throws SourceProblem {
        for (long seed = 1; seed <= 3; seed++) {
            var outcome = run(stage, chapter(stage), seed, "--time-limit", "10");
            assertEquals(Verdict.PASS, outcome.verdict(), outcome.anomalies() + " " + outcome.vacuous());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultStrikesOnItsOwnAndTheSameTwice(Fault fault) throws SourceProblem {
        var stage = switch (fault) {
            case SERVICE_TIMEOUT, CRASH -> "4";
            default -> "3c";
        };
        var once = run(stage, fault.word(), 7, "--nemesis", "");
        assertEquals(Verdict.PASS, once.verdict(), once.anomalies() + " " + once.vacuous());
        assertEquals(
                once.history(), run(stage, fault.word(), 7, "--nemesis", "").history());
        assertNotEquals(
                once.history(),
                run(stage, fault == Fault.SLOW ? "pause" : "slow", 7, "--nemesis", "")
                        .history());
    }

    @Test
    void aFaultThatStruckNothingShowsNothing() throws SourceProblem {
        var outcome = run("1", "loss", 1);
        assertEquals(Verdict.VACUOUS, outcome.verdict());
        assertEquals("nothing was struck by loss", outcome.vacuous());
    }
}
