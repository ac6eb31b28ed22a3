package bench.score;

import java.util.List;

/**
 * What an answer costs and withstands, over all seeds. This is what {@code score --json} writes, names in snake case. Costs are
 * those of the stage's first run.
 *
 * @param verdict over all of the stage's runs: {@code pass}, {@code fail} or {@code vacuous}
 * @param problem the first that fails it, or what it is warned of; empty where there is nothing
 * @param serverMessagesPerOp messages between servers
 * @param medianMillis of the stable latency, mean over the seeds; null where the workload has none
 * @param maxMillis the greatest stable latency; null where the workload has none
 * @param lagMillis the longest that a message waited to be polled; null where the workload has no such thing
 * @param opsDone operations answered with ok, mean over the seeds
 * @param survived faults that, one at a time in the place of those of the official run, leave it right
 * @param failedUnder faults that do not
 * @param unseen faults under which no seed shows anything, most often since they find nothing to strike
 * @param codeLines without imports, comments and blank lines
 * @param boundPerOp server messages an operation that no answer can do without; see {@link Bound}
 * @param isOnFront whether no other right answer is as good in everything and better in something; see {@link Front}
 */
public record Row(
        String name,
        String idea,
        String source,
        String verdict,
        String problem,
        Spread serverMessagesPerOp,
        Spread allMessagesPerOp,
        Double medianMillis,
        Double maxMillis,
        Double lagMillis,
        double opsDone,
        List<String> survived,
        List<String> failedUnder,
        List<String> unseen,
        long codeLines,
        double boundPerOp,
        boolean isOnFront) {
    boolean isRight() {
        return verdict.equals("pass");
    }

    Row onFront() {
        return new Row(
                name,
                idea,
                source,
                verdict,
                problem,
                serverMessagesPerOp,
                allMessagesPerOp,
                medianMillis,
                maxMillis,
                lagMillis,
                opsDone,
                survived,
                failedUnder,
                unseen,
                codeLines,
                boundPerOp,
                true);
    }
}
