package bench.run;

import bench.checker.Anomaly;
import bench.checker.Findings;
import bench.history.History;
import bench.history.Op;
import bench.workload.Options;
import bench.workload.Workload;
import bench.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes a verdict of all that is known of a run. */
public final class Judge {
    private Judge() {}

    /**
     * What is to be said of a run of which nothing is known but its history.
     *
     * @param findings what the workload's checker says
     * @param anomalies everything that is wrong, the checker's findings among them
     */
    public record Opinion(Verdict verdict, Findings findings, List<Anomaly> anomalies) {}

    /**
     * Judges a run by its history, whoever made it.
     *
     * @param trial what is asked of it; its limits need more than a history and are passed over
     * @throws bench.history.BadHistory where no run can have left it
     */
    public static <A> Opinion judge(History<A> history, Workload<A> workload, Trial trial) {
        var findings = workload.checker(trial.options()).check(history);
        var anomalies = new ArrayList<>(findings.anomalies());
        anomalies.addAll(beyondTheChecker(history, trial.options(), 0));
        if (trial.isStrict()) anomalies.replaceAll(Anomaly::strict);
        return new Opinion(verdict(anomalies, findings.vacuous()), findings, List.copyOf(anomalies));
    }

    static <A> Outcome judge(long seed, World world, Workload<A> workload, Trial trial, Play<A> play) {
        var history = play.history().with(world.installations());
        long invocations = count(history, Op.Type.INVOKE);
        long oks = count(history, Op.Type.OK);
        var traffic = world.network().traffic();
        var findings = workload.checker(trial.options()).check(history);

        var anomalies = new ArrayList<Anomaly>();
        for (var failure : world.failures()) anomalies.add(Anomaly.fails(Outcome.NODE_FAILURE, 1, failure));
        anomalies.addAll(findings.anomalies());
        world.warnings()
                .forEach((warning, count) -> anomalies.add(Anomaly.warns(warning.type(), count, warning.text())));
        if (world.failures().isEmpty() && trial.schedule().isEmpty()) { // a few operations may well all fail
            anomalies.addAll(beyondTheChecker(history, trial.options(), play.excused()));
            anomalies.addAll(trial.limits()
                    .check((double) traffic.servers() / Math.max(1, invocations), findings.stableLatencyMillis()));
        }
        var spared = play.spared();
        var vacuous = spared != null
                ? spared
                : traffic.neverArrived() ? "no message between nodes arrived" : findings.vacuous();
        if (vacuous != null && trial.options().rate() == 0) vacuous += ", since --rate 0 asks for nothing";
        if (trial.isStrict()) anomalies.replaceAll(Anomaly::strict);
        if (vacuous != null && world.failures().isEmpty())
            anomalies.removeIf(anomaly -> anomaly.severity() == Anomaly.Severity.WARNS);
        return new Outcome(
                seed,
                verdict(anomalies, vacuous),
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

    private static Verdict verdict(List<Anomaly> anomalies, String vacuous) {
        boolean failed = anomalies.stream().anyMatch(anomaly -> anomaly.severity() == Anomaly.Severity.FAILS);
        return failed ? Verdict.FAIL : vacuous != null ? Verdict.VACUOUS : Verdict.PASS;
    }

    /** What Maelstrom asks of every workload. */
    private static List<Anomaly> beyondTheChecker(History<?> history, Options options, long excused) {
        var anomalies = new ArrayList<>(neverOk(history));
        long owed = count(history, Op.Type.INVOKE) - excused;
        anomalies.addAll(availability(options.availability(), owed, count(history, Op.Type.OK)));
        return anomalies;
    }

    private static long count(History<?> history, Op.Type type) {
        return history.ops().stream().filter(op -> op.type() == type).count();
    }

    /** Jepsen asks that of each kind of operation at least one succeed; kafka's crashes never do and are not meant to. */
    private static List<Anomaly> neverOk(History<?> history) {
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

    /** @param owed how many operations somebody was there to answer */
    private static List<Anomaly> availability(Double asked, long owed, long oks) {
        if (asked == null || owed == 0 || (double) oks / owed >= asked) return List.of();
        var text = owed - oks + " of " + owed + " operations were not answered with ok";
        return List.of(Anomaly.fails("unavailable", owed - oks, text));
    }
}
