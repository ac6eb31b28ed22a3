package bench.checker.txn;

import bench.checker.txn.VersionOrder.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Orders of versions in time: who read or wrote one was done before another began, who read or wrote the other. Elle calls it
 * {@code linearizable-keys}.
 *
 * <p>So a version has an interval, from when it was there at the latest (the first completion of those who met it) to when it was
 * there still (the last invocation of those); and it comes before each version whose interval ends after its own begins. Of these
 * only the nearest are given: those that come after no other of them. From there the rest can be reached.
 */
final class RealTimeOrders {
    private static final int NOBODY = -1;

    private final Transactions txns;
    private final int[] firstDone; // by version: who of those that met it completed first
    private final int[] lastBegun; // by version: who of those was invoked last
    private final List<VersionOrder> orders = new ArrayList<>();

    private RealTimeOrders(Transactions txns) {
        this.txns = txns;
        firstDone = new int[txns.versionCount()];
        lastBegun = new int[txns.versionCount()];
        Arrays.fill(firstDone, NOBODY);
        Arrays.fill(lastBegun, NOBODY);
        for (int step = 0; step < txns.stepCount(); step++) {
            int version = txns.version(step);
            int transaction = txns.transaction(step);
            if (!txns.isExternal(step) || version < 0 || !txns.isFinal(version)) continue;
            if (txns.isRead(step) && !txns.isOk(transaction)) continue;
            if (txns.isOk(transaction) && doneAt(transaction) < doneAt(firstDone[version]))
                firstDone[version] = transaction;
            lastBegun[version] = Math.max(lastBegun[version], transaction); // they are numbered by invocation
        }
    }

    static List<VersionOrder> in(Transactions txns) {
        var found = new RealTimeOrders(txns);
        for (int[] versions : found.byKey()) found.nearest(versions);
        return found.orders;
    }

    private int doneAt(int transaction) {
        return transaction == NOBODY
                ? Integer.MAX_VALUE
                : txns.get(transaction).completion().index();
    }

    private int begunAt(int version) {
        return txns.get(lastBegun[version]).invocation().index();
    }

    /** The versions of each key that somebody met for certain, by the end of their intervals. */
    private List<int[]> byKey() {
        var places = new long[firstDone.length];
        int count = 0;
        for (int version = 0; version < firstDone.length; version++)
            if (firstDone[version] != NOBODY)
                places[count++] = (long) txns.key(txns.writingStep(version)) << 32 | version;
        Arrays.sort(places, 0, count);
        var keys = new ArrayList<int[]>();
        int from = 0;
        for (int to = 1; to <= count; to++) {
            if (to < count && places[to] >>> 32 == places[from] >>> 32) continue;
            for (int i = from; i < to; i++) places[i] = (long) begunAt((int) places[i]) << 32 | (int) places[i];
            Arrays.sort(places, from, to);
            keys.add(Arrays.stream(places, from, to)
                    .mapToInt(place -> (int) place)
                    .toArray());
            from = to;
        }
        return keys;
    }

    /**
     * What ends after a version begins comes after it, and is one of the nearest unless some other of these begins before it
     * ends. That other is among the three that begin first, since neither of the two looked at is meant. Where versions come
     * before one another all around, none would be left, so the two that end first are always taken.
     *
     * @param versions of one key, by the end of their intervals
     */
    private void nearest(int[] versions) {
        var third = thirdBeginnings(versions);
        var ends = Arrays.stream(versions).map(this::begunAt).toArray();
        for (int version : versions) {
            int from = Arrays.binarySearch(ends, doneAt(firstDone[version]));
            from = from < 0 ? -1 - from : from;
            for (int i = from; i < versions.length && (i <= from + 1 || ends[i] <= third[from]); i++)
                if (versions[i] != version)
                    orders.add(new VersionOrder(
                            version, versions[i], Basis.REALTIME, firstDone[version], lastBegun[versions[i]]));
        }
    }

    /** By place: when the third of the versions from there on begins to be there. */
    private int[] thirdBeginnings(int[] versions) {
        var third = new int[versions.length];
        var least = new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        for (int i = versions.length - 1; i >= 0; i--) {
            least[3] = doneAt(firstDone[versions[i]]);
            Arrays.sort(least);
            third[i] = least[2];
        }
        return third;
    }
}
