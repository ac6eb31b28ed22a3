package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.RW;
import static bench.checker.txn.DependencyGraph.WR;

import bench.checker.PlainJson;
import bench.history.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The dependencies between transactions on registers. A read tells whose write it saw. Of the order of two writes it tells
 * something only where a transaction read one version and then wrote another. That is all that Maelstrom uses; beyond that there
 * is what nodes declare, and the order in which processes, or anybody in time, met the versions. And every version comes after
 * the initial one, which is nothing.
 */
final class RegisterDependencies implements Dependencies {
    private final Transactions txns;
    private final Readers readers;
    private final List<Installation> installations;
    private final List<VersionOrder> orders; // by writes that follow reads
    private final List<VersionOrder> ordersBeyond = new ArrayList<>();

    /** Notes {@code cyclic-versions}: such orders of versions are not used. */
    RegisterDependencies(Transactions txns, List<Installation> installations, Anomalies anomalies) {
        this.txns = txns;
        this.installations = installations;
        this.readers = new Readers(txns, true);
        this.orders = ReadBeforeWrite.in(txns, anomalies);
        ordersBeyond.addAll(DeclaredOrders.in(txns, installations, orders, anomalies));
        ordersBeyond.addAll(ProcessOrders.in(txns));
        ordersBeyond.addAll(RealTimeOrders.in(txns));
    }

    /** Whether others can see this version, and its writer said that it did happen: Elle relies on no other writes. */
    private boolean isAcknowledged(int version) {
        return txns.isFinal(version) && txns.isOk(txns.writer(version));
    }

    /** Whether others can see this version, and its writer did happen though it did not say so: somebody saw what it wrote. */
    private boolean isOnlySeen(int version) {
        int writer = txns.writer(version);
        return txns.isFinal(version) && txns.get(writer).isIndefinite() && isSeen(writer);
    }

    private boolean isInstalled(int version) {
        return isAcknowledged(version) || isOnlySeen(version);
    }

    private boolean isSeen(int writer) {
        for (int step = txns.firstStep(writer); step < txns.endStep(writer); step++)
            if (!txns.isRead(step) && readers.isRead(txns.version(step))) return true;
        return false;
    }

    @Override
    public void addTo(DependencyGraph.Builder graph) {
        for (var order : orders) {
            addReplaced(order, this::isAcknowledged, graph);
            addReadersOfReplaced(order, graph);
        }
        addReads(this::isAcknowledged, graph);
    }

    @Override
    public void addBeyondTo(DependencyGraph.Builder graph) {
        for (var order : orders) addReplaced(order, this::isOnlySeen, graph);
        for (var order : ordersBeyond) {
            if (!isInstalled(order.after())) continue;
            addReplaced(order, this::isInstalled, graph);
            addReadersOfReplaced(order, graph);
        }
        addReads(this::isOnlySeen, graph);
    }

    /** Adds what reads tell of the writers of some versions: they come before who saw these, and after who saw nothing. */
    private void addReads(IntPredicate versions, DependencyGraph.Builder graph) {
        for (int version = 0; version < txns.versionCount(); version++) {
            if (!versions.test(version)) continue;
            int writer = txns.writer(version);
            int key = txns.key(txns.writingStep(version));
            readers.addAntiDependencies(Transactions.NOTHING, key, writer, RW, graph);
            readers.addDependencies(version, writer, graph);
        }
    }

    /** Adds that the writer of the version before comes first, if that is one of {@code versions}. */
    private void addReplaced(VersionOrder order, IntPredicate versions, DependencyGraph.Builder graph) {
        if (versions.test(order.before()))
            graph.add(txns.writer(order.before()), txns.writer(order.after()), order.basis().writes);
    }

    private void addReadersOfReplaced(VersionOrder order, DependencyGraph.Builder graph) {
        int key = txns.key(txns.writingStep(order.after()));
        readers.addAntiDependencies(
                order.before(), key, txns.writer(order.after()), order.basis().antiDependency, graph);
    }

    @Override
    public String because(int from, int to, int type, String fromName, String toName) {
        if (type == WR) return becauseItRead(from, to, fromName, toName);
        for (var known : List.of(orders, ordersBeyond))
            for (var order : known) {
                if (!order.basis().accountsFor(type) || txns.writer(order.after()) != to) continue;
                boolean isOfWriters = type == order.basis().writes && txns.writer(order.before()) == from;
                int read = txns.externalRead(from, txns.key(txns.writingStep(order.after())));
                boolean isOfReader =
                        type == order.basis().antiDependency && read >= 0 && txns.version(read) == order.before();
                if (isOfWriters) return becauseItWrote(order, fromName, toName);
                if (isOfReader) return becauseItReadWhatWasReplaced(order, fromName, toName);
            }
        return becauseItReadNothing(from, to, fromName, toName);
    }

    private String becauseItRead(int from, int to, String fromName, String toName) {
        for (int step = txns.firstStep(to); step < txns.endStep(to); step++) {
            if (!txns.isExternal(step) || !txns.isRead(step) || txns.version(step) < 0) continue;
            if (txns.writer(txns.version(step)) == from)
                return toName + " read key " + PlainJson.show(txns.step(step).key()) + " = " + show(txns.step(step))
                        + ", which " + fromName + " wrote";
        }
        throw new IllegalArgumentException(txns.show(to) + " read nothing of " + txns.show(from));
    }

    private String becauseItWrote(VersionOrder order, String fromName, String toName) {
        return toName + " wrote " + PlainJson.show(txns.value(order.after())) + " to key "
                + PlainJson.show(txns.keyOf(order.after())) + howKnown(order) + ", which " + fromName + " wrote";
    }

    private String becauseItReadWhatWasReplaced(VersionOrder order, String fromName, String toName) {
        return fromName + " read key " + PlainJson.show(txns.keyOf(order.after())) + " = "
                + PlainJson.show(txns.value(order.before())) + ", and " + toName + " wrote "
                + PlainJson.show(txns.value(order.after())) + howKnown(order);
    }

    private String howKnown(VersionOrder order) {
        var before = PlainJson.show(txns.value(order.before()));
        var after = PlainJson.show(txns.value(order.after()));
        return switch (order.basis()) {
            case WRITE_FOLLOWS_READ -> " having read " + before;
            case DECLARED ->
                " over " + before + " (so says "
                        + installations.get(order.witness()).store() + ")";
            case PROCESS ->
                " after " + before + " (one process met " + before + " in " + txns.show(order.witness()) + " and later "
                        + after + " in " + txns.show(order.laterWitness()) + ")";
            case REALTIME ->
                " after " + before + " (which was there when " + txns.show(order.witness()) + " was done, and " + after
                        + " later, in " + txns.show(order.laterWitness()) + ")";
        };
    }

    private String becauseItReadNothing(int from, int to, String fromName, String toName) {
        for (int step = txns.firstStep(to); step < txns.endStep(to); step++) {
            if (txns.isRead(step) || !txns.isExternal(step)) continue;
            int read = txns.externalRead(from, txns.key(step));
            if (read >= 0 && txns.version(read) == Transactions.NOTHING)
                return fromName + " read key " + PlainJson.show(txns.step(step).key()) + " = nil, before " + toName
                        + " wrote " + show(txns.step(step));
        }
        throw new IllegalArgumentException("no such dependency from " + txns.show(from) + " to " + txns.show(to));
    }

    private static String show(MicroOp op) {
        return PlainJson.show(op.value());
    }
}
