package bench.checker.txn;

import bench.checker.PlainJson;
import java.util.Arrays;
import java.util.Objects;

/** Whether, after the network was whole again and all were idle for a while, everybody reads the same. */
final class Convergence {
    private Convergence() {}

    /**
     * Notes {@code diverged}, once for each key that two reads of the final phase disagree on.
     *
     * @param finalPhase where it begins, as in {@link bench.history.History}
     */
    static void note(Transactions txns, int finalPhase, Anomalies anomalies) {
        var first = new int[txns.keyCount()]; // by key: the first final read of it
        var hasDiverged = new boolean[txns.keyCount()];
        Arrays.fill(first, -1);
        for (int transaction = txns.count() - 1; transaction >= 0; transaction--) {
            if (txns.get(transaction).invocation().index() < finalPhase) return;
            if (!txns.isOk(transaction)) continue;
            for (int step = txns.firstStep(transaction); step < txns.endStep(transaction); step++) {
                int key = txns.key(step);
                if (!txns.isRead(step) || hasDiverged[key]) continue;
                if (first[key] < 0) first[key] = step;
                else if (!Objects.equals(value(txns, step), value(txns, first[key]))) {
                    hasDiverged[key] = true;
                    note(txns, step, first[key], anomalies);
                }
            }
        }
    }

    /** Before a list has elements, nothing and an empty list are the same. */
    private static Object value(Transactions txns, int read) {
        return txns.version(read) == Transactions.NOTHING
                ? null
                : txns.step(read).value();
    }

    private static void note(Transactions txns, int read, int other, Anomalies anomalies) {
        int one = txns.transaction(read);
        int two = txns.transaction(other);
        anomalies.note(
                "diverged",
                txns.evidence(read, one, two),
                () -> "in the end key " + PlainJson.show(txns.step(read).key()) + " is read as "
                        + PlainJson.show(txns.step(read).value()) + " by " + txns.show(one) + " and as "
                        + PlainJson.show(txns.step(other).value()) + " by " + txns.show(two));
    }
}
