package bench.report;

import bench.checker.Anomaly;
import bench.checker.Models;
import bench.checker.Quantiles;
import bench.checker.txn.ConsistencyModels;
import bench.run.Outcome;
import bench.run.Verdict;
import bench.story.Story;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * All seeds of one stage or file, in one line's worth of numbers. This is what {@code --json} writes, names in snake case.
 *
 * @param stage the stage's id, or the file's name where it is none
 * @param seeds how many were run
 * @param vacuousSeeds how many of them showed nothing
 * @param firstFailingSeed the least seed that failed; null where none did
 * @param ops operations invoked, over all seeds and runs
 * @param okFraction of them, those answered with ok; null where there were none
 * @param msgsPerOp of the run that has limits, where there is one
 * @param stableLatencyMs over the seeds the mean of the quantiles, but the greatest maximum; null where the workload has none
 * @param worstLagMs the greatest over the seeds; null where the workload has none
 * @param anomalies those of all seeds, by type and whether they fail the run, those that do first
 * @param consistency what all seeds together say of consistency models; null where the workload is not of transactions
 * @param vacuous why the first seed that showed nothing did so; null where every seed showed something
 * @param story why the first seed that failed did so; null where none did, or nobody could tell
 * @param log the first different entries that the nodes of the first failing run wrote to their logs
 */
public record StageResult(
        String stage,
        String file,
        String verdict,
        int seeds,
        int vacuousSeeds,
        Long firstFailingSeed,
        long ops,
        Double okFraction,
        Messages msgsPerOp,
        Latencies stableLatencyMs,
        Double worstLagMs,
        List<Found> anomalies,
        Models consistency,
        String vacuous,
        List<String> log,
        Story story,
        double wallS)
        implements Result {
    private static final int LOG_ENTRIES = 3;

    public record Messages(double all, double servers) {}

    public record Latencies(double p50, double p95, double p99, double max) {}

    public record Found(String type, long count, String text, boolean fails, long seed) {}

    /**
     * @param runs of each of the stage's runs the outcomes of all seeds; the costs that count are those of the first. A run of
     *     which no seed shows anything leaves the stage unproved, whatever the others show.
     */
    public static StageResult of(String stage, String file, List<List<Outcome>> runs, double wallSeconds) {
        var outcomes = runs.stream().flatMap(List::stream).toList();
        var counted = runs.getFirst();
        long ops = outcomes.stream().mapToLong(Outcome::invocations).sum();
        long oks = outcomes.stream().mapToLong(Outcome::oks).sum();
        var failing = outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.FAIL)
                .toList();
        var vacuous = outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.VACUOUS)
                .toList();
        boolean unproved = runs.stream().anyMatch(vacuous::containsAll);
        var verdict = !failing.isEmpty() ? Verdict.FAIL : unproved ? Verdict.VACUOUS : Verdict.PASS;
        return new StageResult(
                stage,
                file,
                verdict.name().toLowerCase(Locale.ROOT),
                (int) outcomes.stream().mapToLong(Outcome::seed).distinct().count(),
                (int) vacuous.stream().mapToLong(Outcome::seed).distinct().count(),
                failing.stream()
                        .map(Outcome::seed)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                ops,
                ops == 0 ? null : Double.valueOf((double) oks / ops),
                messages(counted),
                latencies(counted),
                counted.stream()
                        .map(outcome -> outcome.findings().worstLagMillis())
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                found(outcomes),
                consistency(outcomes),
                vacuous.isEmpty() ? null : vacuous.getFirst().vacuous(),
                failing.isEmpty()
                        ? List.of()
                        : failing.getFirst().log().stream()
                                .distinct()
                                .limit(LOG_ENTRIES)
                                .map(Excerpt::kept)
                                .toList(),
                null,
                wallSeconds);
    }

    /** This result, explained. */
    public StageResult with(Story story) {
        return new StageResult(
                stage,
                file,
                verdict,
                seeds,
                vacuousSeeds,
                firstFailingSeed,
                ops,
                okFraction,
                msgsPerOp,
                stableLatencyMs,
                worstLagMs,
                anomalies,
                consistency,
                vacuous,
                log,
                story,
                wallS);
    }

    private static Messages messages(List<Outcome> outcomes) {
        double ops =
                Math.max(1, outcomes.stream().mapToLong(Outcome::invocations).sum());
        return new Messages(
                outcomes.stream().mapToLong(Outcome::allMessages).sum() / ops,
                outcomes.stream().mapToLong(Outcome::serverMessages).sum() / ops);
    }

    private static Latencies latencies(List<Outcome> outcomes) {
        var known = outcomes.stream()
                .map(outcome -> outcome.findings().stableLatencyMillis())
                .filter(Objects::nonNull)
                .toList();
        if (known.isEmpty()) return null;
        return new Latencies(
                mean(known, Quantiles::p50),
                mean(known, Quantiles::p95),
                mean(known, Quantiles::p99),
                known.stream().mapToDouble(Quantiles::max).max().orElseThrow());
    }

    private static double mean(List<Quantiles> known, ToDoubleFunction<Quantiles> quantile) {
        return known.stream().mapToDouble(quantile).average().orElseThrow();
    }

    private static Models consistency(List<Outcome> outcomes) {
        var phenomena = outcomes.stream()
                .map(outcome -> outcome.findings().phenomena())
                .filter(Objects::nonNull)
                .toList();
        if (phenomena.isEmpty()) return null;
        return ConsistencyModels.leftBy(phenomena.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    /** What fails one seed and is a warning of another stands twice, so that each keeps its own text and seed. */
    private static List<Found> found(List<Outcome> outcomes) {
        record Kind(String type, boolean fails) {}
        Map<Kind, Found> byKind = new LinkedHashMap<>();
        for (var outcome : outcomes)
            for (var anomaly : outcome.anomalies()) {
                boolean fails = anomaly.severity() == Anomaly.Severity.FAILS;
                byKind.merge(
                        new Kind(anomaly.type(), fails),
                        new Found(anomaly.type(), anomaly.count(), Excerpt.kept(anomaly.text()), fails, outcome.seed()),
                        (a, b) -> new Found(a.type, a.count + b.count, a.text, a.fails, a.seed));
            }
        var found = new ArrayList<>(byKind.values());
        found.sort(Comparator.comparing(anomaly -> !anomaly.fails));
        return found;
    }

    @Override
    public boolean failed() {
        return verdict.equals("fail");
    }

    /** Whether an anomaly of this type was found. */
    public boolean found(String type) {
        return anomalies.stream().anyMatch(anomaly -> anomaly.type.equals(type));
    }

    @Override
    public boolean showsNothing() {
        return verdict.equals("vacuous");
    }
}
