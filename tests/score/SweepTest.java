package score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Stage;
import bench.score.Entrant;
import bench.score.Sweep;
import bench.score.Sweeping;
import bench.score.Sweeps;
import bench.source.SourceProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code score --sweep} runs. */
final class SweepTest {
    private static Stage stage(String id) {
        return Stage.find(id).orElseThrow();
    }

    private static Sweep sweep(String word) {
        return Sweep.parse(List.of(word)).getFirst();
    }

    @Test
    void whatIsNamedTwiceIsOneSweep() {
        var sweeps = Sweep.parse(List.of("nodes=49", "rate=10", "nodes=9"));
        assertEquals(
                List.of(List.of(10), List.of(9, 49)),
                sweeps.stream().map(Sweep::values).toList());
    }

    @Test
    void stepsAreOneTwoFiveAndTheEnds() {
        assertEquals(
                List.of(10, 20, 50, 100, 200, 500, 1000), sweep("rate=10..1000").values());
        assertEquals(List.of(2, 5, 9), sweep("nodes=2..9").values());
        assertEquals(List.of(0, 1, 2, 3), sweep("latency=0..3").values());
        assertEquals(List.of(49), sweep("nodes=49").values());
        assertEquals(1_000_000, sweep("rate=1..1000000").values().getLast());
    }

    @Test
    void theRestStaysAsTheStageHasIt() {
        var steps = sweep("nodes=5..50").steps(stage("3d"));
        var official = stage("3d").runs().getFirst().with(List.of()).options();
        var last = steps.getLast().trial().options();
        assertEquals(50, last.nodeCount());
        assertEquals(50, last.concurrency());
        assertEquals(official.rate(), last.rate());
        assertEquals(official.latencyMillis(), last.latencyMillis());
        assertEquals(official.timeLimit(), last.timeLimit());
    }

    @Test
    void limitsOnLatencyGrowWithTheHop() {
        var limits = sweep("latency=200").steps(stage("3d")).getFirst().trial().limits();
        assertEquals(800, limits.medianMillis());
        assertEquals(1200, limits.maxMillis());
    }

    @Test
    void aHighRateMakesARunShortAndNotLong() {
        for (var step : sweep("rate=10..1000000").steps(stage("5c"))) {
            var options = step.trial().options();
            double seconds = options.timeLimit().toNanos() / 1e9;
            assertTrue(options.rate() * seconds <= 20_001, step::toString);
            assertEquals(options.rate() > 1000, step.arguments().contains("--time-limit"), step::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rate, is no range to sweep",
        "rate=, is no range to sweep",
        "rate=1.5..3, is no range to sweep",
        "nodse=1..3, 'must be one of rate, nodes, latency'",
        "rate=5..1, 5 is more than 1"
    })
    void whatIsNoRangeIsTold(String word, String why) {
        var problem = assertThrows(IllegalArgumentException.class, () -> sweep(word));
        assertTrue(problem.getMessage().contains(why), problem::getMessage);
    }

    @Test
    void whatMaelstromWouldNotTakeIsToldBeforeAnythingRuns() {
        var tooMany = sweep("nodes=1..5000");
        assertThrows(IllegalArgumentException.class, () -> tooMany.steps(stage("3d")));
        var several = sweep("nodes=1..5");
        assertThrows(IllegalArgumentException.class, () -> several.steps(stage("5a")));
    }

    @Test
    void aRowIsTheRunOfItsArgumentsAndTheBytesAreAlwaysTheSame() throws SourceProblem {
        var stage = stage("1");
        var answer = Entrant.of(stage, Path.of("")).getFirst();
        var runs = new AtomicInteger();
        var sweeping = new Sweeping(1, runs::incrementAndGet);
        var sweep = sweep("rate=10..20");
        var swept = sweeping.measure(stage, answer, sweep);
        assertEquals(sweeping.runs(sweep), runs.get());
        var first = swept.rows().getFirst();
        var last = swept.rows().getLast();
        assertEquals("--rate 20", last.arguments());
        assertEquals("pass", last.verdict());
        assertEquals(2, last.cost().okOps() / first.cost().okOps(), 0.2);
        var json = new Sweeps(1, List.of(swept)).toJson();
        assertFalse(json.contains("cpu"), json);
        assertEquals(json, new Sweeps(1, List.of(sweeping.measure(stage, answer, sweep))).toJson());
        assertEquals("1.0", swept.gridWithTime().rows().getFirst().getLast());
    }
}
