package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.RW;
import static bench.checker.txn.DependencyGraph.WR;
import static bench.checker.txn.DependencyGraph.WW;

import bench.checker.PlainJson;

/**
 * The dependencies between transactions on lists. A list shows the order of the appends that made it, so each append is known to
 * follow the one before it, and each read to lie between two appends.
 */
final class ListDependencies implements Dependencies {
    private final Transactions txns;
    private final Lists lists;
    private final Readers readers;

    ListDependencies(Transactions txns, Lists lists) {
        this.txns = txns;
        this.lists = lists;
        this.readers = new Readers(txns, false);
    }

    @Override
    public void addTo(DependencyGraph.Builder graph) {
        for (int step = 0; step < txns.stepCount(); step++) {
            int transaction = txns.transaction(step);
            int version = txns.version(step);
            if (txns.isFailed(transaction)) continue;
            if (!txns.isRead(step)) {
                int before = lists.before(version);
                if (before == Transactions.UNWRITTEN) continue;
                readers.addAntiDependencies(before, txns.key(step), transaction, RW, graph);
                if (mayHaveHappened(before)) graph.add(txns.writer(before), transaction, WW);
            } else if (txns.isOk(transaction) && mayHaveHappened(version)) {
                graph.add(txns.writer(version), transaction, WR);
            }
        }
    }

    /** Adds none: lists tell all. */
    @Override
    public void addBeyondTo(DependencyGraph.Builder graph) {}

    private boolean mayHaveHappened(int version) {
        return version >= 0 && !txns.isFailed(txns.writer(version));
    }

    @Override
    public String because(int from, int to, int type, String fromName, String toName) {
        for (int step = txns.firstStep(to); step < txns.endStep(to); step++) {
            var op = txns.step(step);
            if (type == WR && op.isRead() && txns.version(step) >= 0 && txns.writer(txns.version(step)) == from)
                return toName + " read key " + op.key() + " = " + PlainJson.show(op.value()) + ", whose last element "
                        + fromName + " appended";
            if (type == WR || op.isRead()) continue;
            int before = lists.before(txns.version(step));
            var appended = toName + " appended " + PlainJson.show(op.value());
            if (type == WW && before >= 0 && txns.writer(before) == from)
                return appended + " to key " + op.key() + " after " + PlainJson.show(txns.value(before)) + ", which "
                        + fromName + " appended";
            int read = type == RW ? readOf(before, txns.key(step), from) : -1;
            if (read >= 0)
                return fromName + " read key " + op.key() + " = "
                        + PlainJson.show(txns.step(read).value()) + ", and " + appended + " to that";
        }
        throw new IllegalArgumentException("no such dependency from " + txns.show(from) + " to " + txns.show(to));
    }

    private int readOf(int version, int key, int transaction) {
        for (int step = txns.firstStep(transaction); step < txns.endStep(transaction); step++)
            if (txns.isRead(step) && txns.key(step) == key && txns.version(step) == version) return step;
        return -1;
    }
}
