package bench.checker.txn;

import bench.checker.Evidence;
import java.util.Arrays;

/**
 * Whether a history shows that anything was shared at all. A run in which nobody read what another wrote satisfies every weak
 * model, and shows nothing.
 */
final class Sharing {
    /** So many reads could have seen another node's writes before it is a wonder that none did. */
    private static final int CHANCES = 50;

    private final int concurrency;
    private final int nodeCount;

    Sharing(int concurrency, int nodeCount) {
        this.concurrency = concurrency;
        this.nodeCount = nodeCount;
    }

    private int node(Transactions txns, int transaction) {
        return txns.get(transaction).process() % concurrency % nodeCount;
    }

    private static boolean isOutwardRead(Transactions txns, int step) {
        return txns.isRead(step) && txns.isExternal(step) && txns.isOk(txns.transaction(step));
    }

    /** Why the history shows nothing, or null where a transaction read what another wrote. */
    String whyVacuous(Transactions txns) {
        for (int step = 0; step < txns.stepCount(); step++) {
            int version = txns.version(step);
            if (isOutwardRead(txns, step) && version >= 0 && txns.writer(version) != txns.transaction(step))
                return null;
        }
        return "no transaction read a value that another wrote";
    }

    /** Notes {@code nothing-shared}: no read saw a write of another node, though many began after one was acknowledged. */
    void note(Transactions txns, Anomalies anomalies) {
        if (nodeCount < 2) return;
        var writes = firstWrites(txns);
        int chances = 0;
        for (int step = 0; step < txns.stepCount(); step++) {
            if (!isOutwardRead(txns, step)) continue;
            int reader = txns.transaction(step);
            int version = txns.version(step);
            if (version >= 0 && node(txns, txns.writer(version)) != node(txns, reader)) return;
            int invokedAt = txns.get(reader).invocation().index();
            for (int other = 0; other < nodeCount; other++)
                if (other != node(txns, reader) && writes[txns.key(step)][other] < invokedAt) {
                    chances++;
                    break;
                }
        }
        int count = chances;
        if (count >= CHANCES)
            anomalies.note(
                    "nothing-shared",
                    Evidence.NONE,
                    () -> "no read saw a value written through another node, though " + count
                            + " reads began after another node had acknowledged a write to their key");
    }

    /** By key and node: when the node first acknowledged a write to the key, as a place in the history. */
    private int[][] firstWrites(Transactions txns) {
        var first = new int[txns.keyCount()][nodeCount];
        for (var ofKey : first) Arrays.fill(ofKey, Integer.MAX_VALUE);
        for (int version = 0; version < txns.versionCount(); version++) {
            int writer = txns.writer(version);
            if (!txns.isOk(writer)) continue;
            var ofKey = first[txns.key(txns.writingStep(version))];
            ofKey[node(txns, writer)] = Math.min(
                    ofKey[node(txns, writer)], txns.get(writer).completion().index());
        }
        return first;
    }
}
