package bench.score;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.run.Outcome;
import bench.run.Seeds;
import bench.run.Simulation;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.Nodes;
import bench.workload.Workloads;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Runs trials with the same seeds, from 1 on.
 *
 * @param whenOneIsDone called after each run, from any thread
 */
record Sampling(Runnable whenOneIsDone) {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    List<Outcome> run(Nodes nodes, Trial trial, int seeds) {
        var workload = Workloads.named(trial.options().workload());
        return Seeds.each(
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                CORES,
                seed -> Simulation.run(nodes, workload, trial, seed).withoutHistory(),
                Outcome::hasNodeFailure,
                whenOneIsDone);
    }

    /** A seed that shows nothing leaves the verdict to the others. */
    static Verdict verdict(List<Outcome> outcomes) {
        var verdicts = outcomes.stream().map(Outcome::verdict).toList();
        if (verdicts.contains(Verdict.FAIL)) return Verdict.FAIL;
        return verdicts.contains(Verdict.PASS) ? Verdict.PASS : Verdict.VACUOUS;
    }

    static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** The first anomaly that fails a run, or one that warns; empty where there is none. */
    static String problem(List<Outcome> outcomes) {
        var anomalies = outcomes.stream()
                .flatMap(outcome -> outcome.anomalies().stream())
                .toList();
        return anomalies.stream()
                .filter(anomaly -> anomaly.severity() == Severity.FAILS)
                .findFirst()
                .map(Anomaly::type)
                .or(() -> anomalies.stream().findFirst().map(anomaly -> "warned: " + anomaly.type()))
                .orElse("");
    }

    static String verdictCell(String verdict, String problem) {
        return problem.isEmpty() ? verdict : verdict + " (" + problem + ")";
    }
}
