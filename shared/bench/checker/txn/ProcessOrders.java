package bench.checker.txn;

import bench.checker.txn.VersionOrder.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Orders of versions that processes show which met one version of a register and in a later transaction another, by reading or
 * writing it. Elle calls it {@code sequential-keys}.
 */
final class ProcessOrders {
    private ProcessOrders() {}

    static List<VersionOrder> in(Transactions txns) {
        var orders = new ArrayList<VersionOrder>();
        var last = new int[txns.keyCount()]; // by key: the version that the process met last
        var lastIn = new int[txns.keyCount()]; // and the transaction that it was in
        var lastAfter = new int[txns.versionCount()]; // by version: what it was last found to come before
        Arrays.fill(lastIn, -1);
        Arrays.fill(lastAfter, -1);
        for (int transaction : TimeOrder.byProcess(txns)) {
            for (int step = txns.firstStep(transaction); step < txns.endStep(transaction); step++) {
                int version = txns.version(step);
                if (!txns.isExternal(step) || version < 0 || !txns.isFinal(version)) continue;
                int key = txns.key(step);
                int earlier = lastIn[key];
                boolean isOfProcess = earlier >= 0
                        && txns.get(earlier).process() == txns.get(transaction).process();
                if (isOfProcess && earlier != transaction && last[key] != version && lastAfter[last[key]] != version) {
                    lastAfter[last[key]] = version;
                    orders.add(new VersionOrder(last[key], version, Basis.PROCESS, earlier, transaction));
                }
                last[key] = version;
                lastIn[key] = transaction;
            }
        }
        return orders;
    }
}
