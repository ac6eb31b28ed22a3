package bench.report;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.checker.Models;
import bench.checker.Quantiles;
import bench.checker.txn.ConsistencyModels;
import bench.history.History;
import bench.history.Op;
import bench.run.Judge;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A recorded history, judged. This is what {@code judge --json} writes, names in snake case.
 *
 * @param ops operations invoked
 * @param ok those that happened
 * @param failed those that did not
 * @param indefinite those of which nobody knows
 * @param stableLatencyMs how long values took to be seen everywhere; null where the workload has no such thing
 * @param worstLagMs the longest a message was known and not yet polled; null where the workload has no such thing
 * @param anomalies those that fail the history first
 * @param consistency what the history says of consistency models; null where it is not of transactions
 * @param vacuous why the history shows nothing; null where it shows something
 */
public record JudgedHistory(
        String workload,
        String file,
        String verdict,
        long ops,
        long ok,
        long failed,
        long indefinite,
        Quantiles stableLatencyMs,
        Double worstLagMs,
        List<Found> anomalies,
        Models consistency,
        String vacuous,
        double wallS) {
    public record Found(String type, long count, String text, boolean fails) {
        private static Found of(Anomaly anomaly) {
            return new Found(
                    anomaly.type(),
                    anomaly.count(),
                    Excerpt.kept(anomaly.text()),
                    anomaly.severity() == Severity.FAILS);
        }
    }

    public static JudgedHistory of(
            String workload, String file, History<?> history, Judge.Opinion opinion, double wallSeconds) {
        long ops = count(history, Op.Type.INVOKE);
        long ok = count(history, Op.Type.OK);
        long failed = count(history, Op.Type.FAIL);
        return new JudgedHistory(
                workload,
                file,
                opinion.verdict().name().toLowerCase(Locale.ROOT),
                ops,
                ok,
                failed,
                ops - ok - failed,
                opinion.findings().stableLatencyMillis(),
                opinion.findings().worstLagMillis(),
                opinion.anomalies().stream()
                        .map(Found::of)
                        .sorted(Comparator.comparing(found -> !found.fails))
                        .toList(),
                consistency(opinion.findings().phenomena()),
                opinion.findings().vacuous(),
                wallSeconds);
    }

    private static Models consistency(Set<String> phenomena) {
        return phenomena == null ? null : ConsistencyModels.leftBy(phenomena);
    }

    private static long count(History<?> history, Op.Type type) {
        return history.ops().stream().filter(op -> op.type() == type).count();
    }

    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %s, %d operations (%d ok, %d failed, %d unknown) judged in %.1f s%n",
                workload,
                verdict,
                ops,
                ok,
                failed,
                indefinite,
                wallS);
        if (stableLatencyMs != null)
            out.printf(
                    Locale.ROOT,
                    "    stable latency, ms: p50 %.0f  p95 %.0f  p99 %.0f  max %.0f%n",
                    stableLatencyMs.p50(),
                    stableLatencyMs.p95(),
                    stableLatencyMs.p99(),
                    stableLatencyMs.max());
        if (worstLagMs != null) out.printf(Locale.ROOT, "    worst lag, ms: %.0f%n", worstLagMs);
        if (vacuous != null) out.println("    this shows nothing: " + vacuous);
        if (consistency != null) out.println("    consistency: " + consistency.inWords());
        for (var anomaly : anomalies)
            out.printf(
                    Locale.ROOT,
                    "    %s%s (%d): %s%n",
                    anomaly.fails ? "" : "warning: ",
                    anomaly.type,
                    anomaly.count,
                    Excerpt.shown(anomaly.text));
        if (verdict.equals("fail"))
            out.println("    no story: a history has what clients saw, not what passed between nodes");
        out.flush();
    }
}
