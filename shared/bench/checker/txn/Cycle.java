package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.ANTI;
import static bench.checker.txn.DependencyGraph.PROCESS;
import static bench.checker.txn.DependencyGraph.REALTIME;
import static bench.checker.txn.DependencyGraph.RW_PROCESS;
import static bench.checker.txn.DependencyGraph.RW_REALTIME;
import static bench.checker.txn.DependencyGraph.WR;
import static bench.checker.txn.DependencyGraph.WW_PROCESS;
import static bench.checker.txn.DependencyGraph.WW_REALTIME;

import java.util.Arrays;

/**
 * Transactions each of which must come before the next, and the last before the first.
 *
 * @param transactions by their place in the history
 * @param types of the edge from each to the next, as in {@link DependencyGraph}
 */
record Cycle(int[] transactions, int[] types) {
    int length() {
        return transactions.length;
    }

    /** The anomaly's name, from the kinds of edges (Adya; the names of the subtler ones are Elle's). */
    String name() {
        long antiDependencies = count(ANTI);
        var base = antiDependencies == 0
                ? count(WR) > 0 ? "G1c" : "G0"
                : antiDependencies == 1
                        ? "G-single-item"
                        : hasAdjacentAntiDependencies() ? "G2-item" : "G-nonadjacent-item";
        if (count(REALTIME | WW_REALTIME | RW_REALTIME) > 0) return base + "-realtime";
        return base + (count(PROCESS | WW_PROCESS | RW_PROCESS) > 0 ? "-process" : "");
    }

    private long count(int ofTypes) {
        return Arrays.stream(types).filter(type -> (type & ofTypes) != 0).count();
    }

    private boolean hasAdjacentAntiDependencies() {
        for (int i = 0; i < types.length; i++)
            if ((types[i] & ANTI) != 0 && (types[(i + 1) % types.length] & ANTI) != 0) return true;
        return false;
    }
}
