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

    /**
     * Notes {@code nothing-read}: no read saw anything; and {@code nothing-shared}: none saw a write of another node. Each where
     * many reads began after such a write had been acknowledged.
     */
    void note(Transactions txns, Anomalies anomalies) {
        var writes = firstWrites(txns);
        int chancesToRead = 0;
        int chancesToShare = 0;
        boolean isRead = false;
        boolean isShared = false;
        for (int step = 0; step < txns.stepCount() && !isShared; step++) {
            if (!isOutwardRead(txns, step)) continue;
            int reader = txns.transaction(step);
            int version = txns.version(step);
            isRead |= version != Transactions.NOTHING;
            isShared = version >= 0 && node(txns, txns.writer(version)) != node(txns, reader);
            int invokedAt = txns.get(reader).invocation().index();
            var ofKey = writes[txns.key(step)];
            boolean isOthers = false;
            boolean isOwn = ofKey[node(txns, reader)] < invokedAt;
            for (int other = 0; other < nodeCount; other++)
                isOthers |= other != node(txns, reader) && ofKey[other] < invokedAt;
            if (isOthers) chancesToShare++;
            if (isOthers || isOwn) chancesToRead++;
        }
        if (!isRead && chancesToRead >= CHANCES) noteNothingRead(chancesToRead, anomalies);
        else if (!isShared && chancesToShare >= CHANCES) noteNothingShared(chancesToShare, anomalies);
    }

    private static void noteNothingRead(int chances, Anomalies anomalies) {
        anomalies.note(
                "nothing-read",
                Evidence.NONE,
                () -> "every read saw nothing, though " + chances
                        + " began after a write to their key had been acknowledged");
    }

    private static void noteNothingShared(int chances, Anomalies anomalies) {
        anomalies.note(
                "nothing-shared",
                Evidence.NONE,
                () -> "no read saw a value written through another node, though " + chances
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
