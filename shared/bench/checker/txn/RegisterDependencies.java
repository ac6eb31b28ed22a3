package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.WR;
import static bench.checker.txn.DependencyGraph.WW;

import bench.checker.Evidence;
import bench.checker.PlainJson;
import java.util.Arrays;

/**
 * The dependencies between transactions on registers. A read tells whose write it saw. Of the order of two writes it tells
 * something only where a transaction read one version and then wrote another: the one it wrote is the later. And every version
 * comes after the initial one, which is nothing.
 */
final class RegisterDependencies implements Dependencies {
    private final Transactions txns;
    private final Readers readers;
    private final int[] predecessor; // by version: the version that its writer had read, NOTHING where it read none

    /** Notes {@code cyclic-versions}: such orders of versions are not used. */
    RegisterDependencies(Transactions txns, Anomalies anomalies) {
        this.txns = txns;
        this.readers = new Readers(txns, true);
        this.predecessor = predecessors();
        dropCyclicOrders(anomalies);
    }

    private int[] predecessors() {
        var predecessors = new int[txns.versionCount()];
        Arrays.fill(predecessors, Transactions.NOTHING);
        for (int version = 0; version < predecessors.length; version++) {
            int write = txns.writingStep(version);
            if (!txns.isExternal(write) || !txns.isOk(txns.writer(version))) continue;
            int read = externalRead(txns.writer(version), txns.key(write));
            boolean replacesAnother = read >= 0 && txns.version(read) >= 0 && txns.version(read) != version;
            if (replacesAnother) predecessors[version] = txns.version(read);
        }
        return predecessors;
    }

    private int externalRead(int transaction, int key) {
        for (int step = txns.firstStep(transaction); step < txns.endStep(transaction); step++)
            if (txns.key(step) == key && txns.isRead(step) && txns.isExternal(step)) return step;
        return -1;
    }

    private void dropCyclicOrders(Anomalies anomalies) {
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

    /** Whether others can see this version, and its writer did happen: it said so, or somebody read what it wrote. */
    private boolean isInstalled(int version) {
        int writer = txns.writer(version);
        return txns.isExternal(txns.writingStep(version))
                && (txns.isOk(writer) || txns.get(writer).isIndefinite() && isSeen(writer));
    }

    private boolean isSeen(int writer) {
        for (int step = txns.firstStep(writer); step < txns.endStep(writer); step++)
            if (!txns.isRead(step) && readers.isRead(txns.version(step))) return true;
        return false;
    }

    @Override
    public void addTo(DependencyGraph.Builder graph) {
        for (int version = 0; version < predecessor.length; version++) {
            if (!isInstalled(version)) continue;
            int writer = txns.writer(version);
            int key = txns.key(txns.writingStep(version));
            readers.addAntiDependencies(Transactions.NOTHING, key, writer, graph);
            int before = predecessor[version];
            if (before < 0) continue;
            readers.addAntiDependencies(before, key, writer, graph);
            if (isInstalled(before)) graph.add(txns.writer(before), writer, WW);
        }
        for (int step = 0; step < txns.stepCount(); step++) {
            int version = txns.version(step);
            boolean sawAnother =
                    txns.isRead(step) && txns.isExternal(step) && txns.isOk(txns.transaction(step)) && version >= 0;
            if (sawAnother && isInstalled(version)) graph.add(txns.writer(version), txns.transaction(step), WR);
        }
    }

    @Override
    public String because(int from, int to, int type, String fromName, String toName) {
        for (int step = txns.firstStep(to); step < txns.endStep(to); step++) {
            if (!txns.isExternal(step)) continue;
            var key = txns.step(step).key();
            if (txns.isRead(step) && type == WR && txns.version(step) >= 0 && txns.writer(txns.version(step)) == from)
                return toName + " read key " + key + " = " + show(txns.step(step)) + ", which " + fromName + " wrote";
            if (txns.isRead(step) || type == WR) continue;
            int before = predecessor[txns.version(step)];
            var wrote = toName + " wrote " + show(txns.step(step));
            if (type == WW && before >= 0 && txns.writer(before) == from)
                return wrote + " to key " + key + " having read " + PlainJson.show(txns.value(before)) + ", which "
                        + fromName + " wrote";
            int read = externalRead(from, txns.key(step));
            if (type == WW || read < 0) continue;
            var saw = fromName + " read key " + key + " = " + show(txns.step(read));
            if (txns.version(read) == Transactions.NOTHING) return saw + ", before " + wrote;
            if (txns.version(read) == before) return saw + ", and " + wrote + " having read the same";
        }
        throw new IllegalArgumentException("no such dependency from " + txns.show(from) + " to " + txns.show(to));
    }

    private static String show(MicroOp op) {
        return PlainJson.show(op.value());
    }
}
