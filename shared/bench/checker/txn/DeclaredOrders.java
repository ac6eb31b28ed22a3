package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.WW;

import bench.checker.PlainJson;
import bench.checker.txn.VersionOrder.Basis;
import bench.history.Installation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders of versions that nodes declare: which they installed, and which then over it. */
final class DeclaredOrders {
    /** What one node has said. */
    private static final class Store {
        private final BitSet installed = new BitSet(); // versions
        private final Map<Integer, Integer> current = new HashMap<>(); // by key: the version that is there
        private final Map<Integer, Integer> failed =
                new HashMap<>(); // by key: one of a failed transaction, if that is there
    }

    private final Transactions txns;
    private final List<Installation> installations;
    private final Anomalies anomalies;
    private final Map<String, Store> stores = new HashMap<>();
    private final List<VersionOrder> orders = new ArrayList<>();

    private DeclaredOrders(Transactions txns, List<Installation> installations, Anomalies anomalies) {
        this.txns = txns;
        this.installations = installations;
        this.anomalies = anomalies;
    }

    /**
     * Notes {@code dirty-update}: a transaction's write was installed over one that failed; and {@code cyclic-versions}: the
     * orders contradict one another, or what transactions saw. Those versions have no order.
     *
     * @param seen orders that transactions show
     */
    static List<VersionOrder> in(
            Transactions txns, List<Installation> installations, List<VersionOrder> seen, Anomalies anomalies) {
        if (installations.isEmpty()) return List.of();
        var declared = new DeclaredOrders(txns, installations, anomalies);
        for (int i = 0; i < installations.size(); i++) declared.follow(i);
        return declared.withoutCyclic(seen);
    }

    private void follow(int installation) {
        var said = installations.get(installation);
        int key = txns.keyNumber(PlainJson.of(said.key()));
        int version = key < 0 ? Transactions.UNWRITTEN : txns.versionOf(key, PlainJson.of(said.value()));
        if (version < 0) return;
        var store = stores.computeIfAbsent(said.store(), name -> new Store());
        if (txns.isFailed(txns.writer(version))) {
            store.failed.put(key, version);
            return;
        }
        var failed = store.failed.remove(key);
        if (failed != null && txns.isOk(txns.writer(version))) noteDirtyUpdate(said.store(), failed, version);
        var before = store.current.put(key, version);
        boolean isNew = !store.installed.get(version); // else the node has put an old version back
        store.installed.set(version);
        if (before != null && isNew)
            orders.add(new VersionOrder(before, version, Basis.DECLARED, installation, installation));
    }

    private void noteDirtyUpdate(String store, int failed, int kept) {
        anomalies.noteBeyond(
                "dirty-update",
                txns.evidence(txns.writingStep(failed), txns.writer(failed), txns.writer(kept)),
                () -> store + " installed " + PlainJson.show(txns.value(kept)) + " by " + txns.show(txns.writer(kept))
                        + " over " + PlainJson.show(txns.value(failed)) + " by " + txns.show(txns.writer(failed))
                        + ", which failed");
    }

    private List<VersionOrder> withoutCyclic(List<VersionOrder> seen) {
        var graph = new DependencyGraph.Builder();
        for (var order : seen) graph.add(order.before(), order.after(), WW);
        for (var order : orders) graph.add(order.before(), order.after(), WW);
        var unordered = new BitSet();
        for (int[] cycle : new Components(graph.build(txns.versionCount()), WW).cyclic()) {
            for (int version : cycle) unordered.set(version);
            noteCyclic(cycle);
        }
        return orders.stream()
                .filter(order -> !unordered.get(order.before()) || !unordered.get(order.after()))
                .toList();
    }

    private void noteCyclic(int[] cycle) {
        var members = new BitSet();
        for (int version : cycle) members.set(version);
        var said = orders.stream()
                .filter(order -> members.get(order.before()) && members.get(order.after()))
                .map(this::inWords)
                .distinct()
                .toList();
        var key = txns.keyOf(cycle[0]);
        anomalies.noteBeyond(
                "cyclic-versions",
                txns.evidence(Arrays.stream(cycle).map(txns::writer).toArray()).ofKey(key),
                () -> "key " + PlainJson.show(key) + ": " + String.join(", ", said));
    }

    /** {@code n0 installed 4 over 3}. */
    private String inWords(VersionOrder order) {
        return installations.get(order.witness()).store() + " installed " + PlainJson.show(txns.value(order.after()))
                + " over " + PlainJson.show(txns.value(order.before()));
    }
}
