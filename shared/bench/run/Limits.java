package bench.run;

import bench.checker.Anomaly;
import bench.checker.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a stage asks for beyond correctness.
 *
 * @param serverMessagesPerOp fewer than these; null for no limit
 * @param medianMillis a stable latency whose median is less; null for no limit
 * @param maxMillis a stable latency that is always less; null for no limit
 */
public record Limits(Double serverMessagesPerOp, Double medianMillis, Double maxMillis) {
    public static final Limits NONE = new Limits(null, null, null);

    public List<Anomaly> check(double serverMessagesPerOp, Quantiles stableLatencyMillis) {
        var broken = new ArrayList<Anomaly>();
        check(
                broken,
                "too many messages",
                "server messages an operation",
                serverMessagesPerOp,
                this.serverMessagesPerOp);
        if (stableLatencyMillis != null) {
            check(broken, "too slow", "ms median stable latency", stableLatencyMillis.p50(), medianMillis);
            check(broken, "too slow", "ms maximal stable latency", stableLatencyMillis.max(), maxMillis);
        }
        return broken;
    }

    private static void check(List<Anomaly> broken, String type, String unit, double measured, Double limit) {
        if (limit != null && measured >= limit)
            broken.add(Anomaly.fails(
                    type,
                    1,
                    String.format(Locale.ROOT, "%.2f %s; less than %.0f is asked for", measured, unit, limit)));
    }
}
