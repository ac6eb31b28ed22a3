package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.WW;

import bench.checker.Evidence;
import bench.checker.PlainJson;
import bench.checker.txn.VersionOrder.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Orders of versions that transactions show which read a register and then wrote it. They are all that Elle uses as Maelstrom
 * runs it.
 */
final class ReadBeforeWrite {
    private final Transactions txns;
    private final int[] predecessor; // by version: the version that its writer had read, NOTHING where it read none

    private ReadBeforeWrite(Transactions txns) {
        this.txns = txns;
        predecessor = new int[txns.versionCount()];
        Arrays.fill(predecessor, Transactions.NOTHING);
        for (int version = 0; version < predecessor.length; version++) {
            int write = txns.writingStep(version);
            if (!txns.isExternal(write) || !txns.isOk(txns.writer(version))) continue;
            int read = txns.externalRead(txns.writer(version), txns.key(write));
            boolean replacesAnother = read >= 0 && txns.version(read) >= 0 && txns.version(read) != version;
            if (replacesAnother) predecessor[version] = txns.version(read);
        }
    }

    /** All there are. Notes {@code cyclic-versions}; those have no order. */
    static List<VersionOrder> in(Transactions txns, Anomalies anomalies) {
        var found = new ReadBeforeWrite(txns);
        found.dropCyclic(anomalies);
        var orders = new ArrayList<VersionOrder>();
        for (int version = 0; version < found.predecessor.length; version++) {
            int before = found.predecessor[version];
            int writer = txns.writer(version);
            if (before >= 0) orders.add(new VersionOrder(before, version, Basis.WRITE_FOLLOWS_READ, writer, writer));
        }
        return orders;
    }

    private void dropCyclic(Anomalies anomalies) {
        var order = new DependencyGraph.Builder();
        for (int version = 0; version < predecessor.length; version++)
            if (predecessor[version] >= 0) order.add(predecessor[version], version, WW);
        for (int[] cycle : new Components(order.build(predecessor.length), WW).cyclic()) {
            anomalies.note(
                    "cyclic-versions", evidence(cycle), () -> "key " + txns.keyOf(cycle[0]) + ": " + inWords(cycle));
            for (int version : cycle) predecessor[version] = Transactions.NOTHING;
        }
    }

    private Evidence evidence(int[] versions) {
        return txns.evidence(Arrays.stream(versions).map(txns::writer).toArray())
                .ofKey(txns.keyOf(versions[0]));
    }

    private String inWords(int[] cycle) {
        var words = new StringBuilder();
        for (int version : cycle)
            words.append(words.isEmpty() ? "" : ", and ")
                    .append(txns.show(txns.writer(version)))
                    .append(" read ")
                    .append(PlainJson.show(txns.value(predecessor[version])))
                    .append(" before it wrote ")
                    .append(PlainJson.show(txns.value(version)));
        return words + ": each came after the other";
    }
}
