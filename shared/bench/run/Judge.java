package bench.run;

import bench.checker.Anomaly;
import bench.history.History;
import bench.history.Op;
import bench.workload.Workload;
import bench.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes a verdict of all that is known of a run. */
final class Judge {
    private Judge() {}

    static <A> Outcome judge(long seed, World world, Workload<A> workload, Trial trial, Play<A> play) {
        var history = play.history();
        long invocations = count(history, Op.Type.INVOKE);
        long oks = count(history, Op.Type.OK);
        var traffic = world.network().traffic();
        var findings = workload.checker(trial.options()).check(history);

        var anomalies = new ArrayList<Anomaly>();
        for (var failure : world.failures()) anomalies.add(Anomaly.fails("node failure", 1, failure));
        anomalies.addAll(findings.anomalies());
        world.warnings().forEach((warning, count) -> anomalies.add(Anomaly.warns("protocol", count, warning)));
        if (world.failures().isEmpty() && trial.schedule().isEmpty()) { // a few operations may well all fail
            anomalies.addAll(neverOk(history));
            anomalies.addAll(availability(trial.options().availability(), invocations, oks));
            anomalies.addAll(trial.limits()
                    .check((double) traffic.servers() / Math.max(1, invocations), findings.stableLatencyMillis()));
        }
        var spared = play.spared();
        var vacuous = spared != null
                ? spared
                : traffic.neverArrived() ? "no message between nodes arrived" : findings.vacuous();
        if (vacuous != null) anomalies.removeIf(anomaly -> anomaly.severity() == Anomaly.Severity.WARNS);
        if (trial.isStrict()) anomalies.replaceAll(Anomaly::strict);
        boolean failed = anomalies.stream().anyMatch(anomaly -> anomaly.severity() == Anomaly.Severity.FAILS);
        var verdict = failed ? Verdict.FAIL : vacuous != null ? Verdict.VACUOUS : Verdict.PASS;
        return new Outcome(
                seed,
                verdict,
                history,
                findings,
                List.copyOf(anomalies),
                vacuous,
                invocations,
                oks,
                traffic.all(),
                traffic.servers(),
                List.copyOf(world.log()));
    }

    private static long count(History<?> history, Op.Type type) {
        return history.ops().stream().filter(op -> op.type() == type).count();
    }

    /** Jepsen asks that of each kind of operation at least one succeed; kafka's crashes never do and are not meant to. */
    private static <A> List<Anomaly> neverOk(History<A> history) {
        var oks = new TreeMap<String, Integer>();
        for (var op : history.ops())
            if (!op.f().equals("crash")) oks.merge(op.f(), op.type() == Op.Type.OK ? 1 : 0, Integer::sum);
        return oks.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(entry -> Anomaly.fails(
                        "never ok",
                        1,
                        "not one " + entry.getKey() + " succeeded" + firstError(history, entry.getKey())))
                .toList();
    }

    private static String firstError(History<?> history, String f) {
        return history.ops().stream()
                .filter(op -> op.error() != null && op.f().equals(f))
                .findFirst()
                .map(op -> "; the first error: " + op.error())
                .orElse("");
    }

    private static List<Anomaly> availability(Double asked, long invocations, long oks) {
        if (asked == null || invocations == 0 || (double) oks / invocations >= asked) return List.of();
        var text = invocations - oks + " of " + invocations + " operations were not answered with ok";
        return List.of(Anomaly.fails("unavailable", invocations - oks, text));
    }
}
