package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.PROCESS;
import static bench.checker.txn.DependencyGraph.REALTIME;
import static bench.checker.txn.DependencyGraph.RW;
import static bench.checker.txn.DependencyGraph.WR;

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
        long antiDependencies = count(RW);
        var base = antiDependencies == 0
                ? count(WR) > 0 ? "G1c" : "G0"
                : antiDependencies == 1
                        ? "G-single-item"
                        : hasAdjacentAntiDependencies() ? "G2-item" : "G-nonadjacent-item";
        return base + (count(REALTIME) > 0 ? "-realtime" : count(PROCESS) > 0 ? "-process" : "");
    }

    private long count(int type) {
        return Arrays.stream(types).filter(each -> each == type).count();
    }

    private boolean hasAdjacentAntiDependencies() {
        for (int i = 0; i < types.length; i++) if (types[i] == RW && types[(i + 1) % types.length] == RW) return true;
        return false;
    }
}
