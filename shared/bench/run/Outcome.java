package bench.run;

import bench.checker.Anomaly;
import bench.checker.Findings;
import bench.history.History;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of one seed, judged.
 *
 * @param findings what the workload's checker says
 * @param anomalies everything that is wrong, the checker's findings among them
 * @param vacuous why the run shows nothing; null where it shows something
 */
public record Outcome(
        long seed,
        Verdict verdict,
        History<?> history,
        Findings findings,
        List<Anomaly> anomalies,
        String vacuous,
        long invocations,
        long oks,
        long allMessages,
        long serverMessages,
        List<String> log) {
    /** The type of an anomaly that no history shows: a node did what none may do. */
    static final String NODE_FAILURE = "node failure";

    /** Whether a node did what none may do. One that does usually does so on every seed, and it may take seconds to know. */
    public boolean hasNodeFailure() {
        return anomalies.stream().anyMatch(anomaly -> anomaly.type().equals(NODE_FAILURE));
    }

    /** This run without its history, for those who run thousands. */
    public Outcome withoutHistory() {
        return new Outcome(
                seed,
                verdict,
                new History<>(List.of()),
                findings,
                anomalies,
                vacuous,
                invocations,
                oks,
                allMessages,
                serverMessages,
                log);
    }

    /** This run, of which {@code anomaly} is to be said as well. */
    Outcome with(Anomaly anomaly) {
        var more = new ArrayList<>(anomalies);
        more.add(anomaly);
        return new Outcome(
                seed,
                anomaly.severity() == Anomaly.Severity.FAILS ? Verdict.FAIL : verdict,
                history,
                findings,
                List.copyOf(more),
                vacuous,
                invocations,
                oks,
                allMessages,
                serverMessages,
                log);
    }
}
