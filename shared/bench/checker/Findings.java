package bench.checker;

import java.util.List;
import java.util.Set;

/**
 * What a checker says of a history.
 *
 * @param anomalies all that is wrong, the gravest first
 * @param vacuous why the history shows nothing, for example that nothing was read; null where it shows something
 * @param stableLatencyMillis how long values took to be seen everywhere; null where the workload has no such thing
 * @param worstLagMillis the longest a message was known and not yet polled; null where the workload has no such thing
 * @param phenomena of transactions the types of all anomalies that the history shows, those too that nothing asked for forbids;
 *     null where the workload is another
 */
public record Findings(
        List<Anomaly> anomalies,
        String vacuous,
        Quantiles stableLatencyMillis,
        Double worstLagMillis,
        Set<String> phenomena) {
    public Findings(List<Anomaly> anomalies, String vacuous, Quantiles stableLatencyMillis, Double worstLagMillis) {
        this(anomalies, vacuous, stableLatencyMillis, worstLagMillis, null);
    }

    public static Findings of(List<Anomaly> anomalies, String vacuous) {
        return new Findings(List.copyOf(anomalies), vacuous, null, null);
    }

    /** Whether no anomaly fails the run. */
    public boolean isValid() {
        return anomalies.stream().noneMatch(anomaly -> anomaly.severity() == Anomaly.Severity.FAILS);
    }
}
