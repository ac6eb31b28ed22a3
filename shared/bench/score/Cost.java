package bench.score;

import bench.checker.Quantiles;
import bench.run.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What runs of one kind cost, over their seeds.
 *
 * @param serverMsgsPerOp messages between servers
 * @param stableLatencyMs null where the workload has none
 * @param worstLagMs the longest that a message waited to be polled; null where the workload has no such thing
 * @param okOps operations answered with ok, mean over the seeds
 */
public record Cost(
        Spread serverMsgsPerOp, Spread allMsgsPerOp, Latency stableLatencyMs, Double worstLagMs, double okOps) {
    /**
     * How long until every read sees a value, in milliseconds.
     *
     * @param p50 the median, mean over the seeds
     * @param max the greatest
     */
    public record Latency(double p50, double max) {
        private static Latency of(List<Quantiles> seeds) {
            if (seeds.isEmpty()) return null;
            return new Latency(
                    Spread.of(seeds.stream().map(Quantiles::p50).toList()).mean(),
                    Spread.of(seeds.stream().map(Quantiles::max).toList()).max());
        }
    }

    static Cost of(List<Outcome> outcomes) {
        var lags = findings(outcomes, outcome -> outcome.findings().worstLagMillis());
        return new Cost(
                perOp(outcomes, Outcome::serverMessages),
                perOp(outcomes, Outcome::allMessages),
                Latency.of(findings(outcomes, outcome -> outcome.findings().stableLatencyMillis())),
                lags.isEmpty() ? null : Spread.of(lags).max(),
                outcomes.stream().mapToLong(Outcome::oks).average().orElseThrow());
    }

    private static <T> List<T> findings(List<Outcome> outcomes, Function<Outcome, T> finding) {
        return outcomes.stream().map(finding).filter(Objects::nonNull).toList();
    }

    private static Spread perOp(List<Outcome> outcomes, ToLongFunction<Outcome> messages) {
        return Spread.of(outcomes.stream()
                .map(outcome -> (double) messages.applyAsLong(outcome) / Math.max(1, outcome.invocations()))
                .toList());
    }

    Double medianMs() {
        return stableLatencyMs == null ? null : Double.valueOf(stableLatencyMs.p50);
    }

    Double maxMs() {
        return stableLatencyMs == null ? null : Double.valueOf(stableLatencyMs.max);
    }
}
