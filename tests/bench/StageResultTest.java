package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.checker.Anomaly;
import bench.checker.Findings;
import bench.history.History;
import bench.report.StageResult;
import bench.report.StageResult.Found;
import bench.run.Outcome;
import bench.run.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageResultTest {
    private static Outcome outcome(long seed, Verdict verdict, Anomaly... anomalies) {
        var all = List.of(anomalies);
        return new Outcome(
                seed, verdict, new History<>(List.of()), Findings.of(all, null), all, null, 1, 1, 0, 0, List.of());
    }

    @Test
    void whatFailsOneSeedIsNotTakenForAnothersWarning() {
        var result = StageResult.of(
                "5a",
                "5a.java",
                List.of(List.of(
                        outcome(1, Verdict.PASS, Anomaly.warns("poll-skip", 2, "after nothing")),
                        outcome(2, Verdict.FAIL, Anomaly.fails("poll-skip", 3, "at once")),
                        outcome(3, Verdict.FAIL, Anomaly.fails("poll-skip", 4, "again")))),
                1);
        assertEquals(
                List.of(
                        new Found("poll-skip", 7, "at once", true, 2),
                        new Found("poll-skip", 2, "after nothing", false, 1)),
                result.anomalies());
        assertEquals(2L, result.firstFailingSeed());
    }
}
