package bench.checker.txn;

import bench.checker.PlainJson;
import bench.history.History;
import bench.history.Installation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges transactions that read lists and append to them, as Elle's {@code list-append} does. */
public final class ListAppendChecker extends TxnChecker {
    /** Elle gives up over an element from nowhere, so Maelstrom does not let it pass either. */
    private static final Set<String> ALWAYS_FORBIDDEN = Set.of("phantom");

    /** Seen by a user, not by Maelstrom. */
    private static final Set<String> UNWANTED =
            Set.of("internal", "internal-nil", "future-read", "nothing-read", "nothing-shared", "diverged");

    /** For the arguments see {@link TxnChecker}. */
    public ListAppendChecker(Collection<String> consistencyModels, int concurrency, int nodeCount) {
        super(consistencyModels, ALWAYS_FORBIDDEN, UNWANTED, concurrency, nodeCount);
    }

    @Override
    Set<String> ownAnomalies() {
        return Set.of("future-read", "incompatible-order", "duplicate-elements");
    }

    @Override
    Transactions number(History<Txn> history) {
        return new Transactions(history.operations(), true);
    }

    @Override
    Dependencies examine(Transactions txns, List<Installation> installations, Anomalies anomalies) {
        var lists = new Lists(txns);
        noteOrders(txns, lists, anomalies);
        noteDirtyUpdates(txns, lists, anomalies);
        var sources = new ElementSources(txns, lists, anomalies);
        for (int step = 0; step < txns.stepCount(); step++) {
            if (lists.isSeen(step)) {
                sources.note(step);
                noteDuplicates(txns, lists, step, anomalies);
                if (!txns.isExternal(step)) noteInternal(txns, step, anomalies);
            } else if (!txns.isRead(step) && txns.isOk(txns.transaction(step))) {
                noteFutureRead(txns, step, anomalies);
            }
        }
        return new ListDependencies(txns, lists);
    }

    /** Two reads of a key of which neither is a prefix of the other cannot both be right. */
    private static void noteOrders(Transactions txns, Lists lists, Anomalies anomalies) {
        var isNoted = new boolean[txns.keyCount()];
        for (int step = 0; step < txns.stepCount(); step++) {
            int key = txns.key(step);
            if (!lists.isSeen(step) || isNoted[key] || lists.isPrefix(step)) continue;
            isNoted[key] = true;
            int read = step;
            anomalies.note(
                    "incompatible-order",
                    txns.evidence(read, txns.transaction(read), lists.longestReader(key)),
                    () -> "key " + txns.step(read).key() + " was read as "
                            + PlainJson.show(txns.step(read).value()) + " by " + txns.show(txns.transaction(read))
                            + " and as "
                            + lists.showLongest(key));
        }
    }

    /** An append that is kept must not follow one that failed. */
    private static void noteDirtyUpdates(Transactions txns, Lists lists, Anomalies anomalies) {
        for (int key = 0; key < txns.keyCount(); key++) {
            int failed = Transactions.NOTHING;
            for (int place = 0; place < lists.length(key); place++) {
                int version = lists.versionAt(key, place);
                if (version < 0) continue;
                if (txns.isFailed(txns.writer(version))) {
                    if (failed < 0) failed = version;
                } else if (txns.isOk(txns.writer(version))) {
                    if (failed >= 0) noteDirtyUpdate(txns, failed, version, anomalies);
                    failed = Transactions.NOTHING;
                }
            }
        }
    }

    private static void noteDirtyUpdate(Transactions txns, int failed, int kept, Anomalies anomalies) {
        anomalies.note(
                "dirty-update",
                txns.evidence(txns.writingStep(failed), txns.writer(failed), txns.writer(kept)),
                () -> txns.show(txns.writer(kept)) + " appended " + PlainJson.show(txns.value(kept))
                        + " to key " + txns.keyOf(kept) + " after " + PlainJson.show(txns.value(failed)) + " by "
                        + txns.show(txns.writer(failed)) + ", which failed");
    }

    private static void noteDuplicates(Transactions txns, Lists lists, int read, Anomalies anomalies) {
        var elements = txns.step(read).elements();
        boolean isOrdered =
                lists.length(txns.key(read)) == lists.longest(txns.key(read)).size() && lists.isPrefix(read);
        if (isOrdered || new HashSet<Object>(elements).size() == elements.size()) return;
        anomalies.note(
                "duplicate-elements",
                txns.evidence(read, txns.transaction(read)),
                () -> txns.show(txns.transaction(read)) + " read " + txns.step(read) + ", which has an element twice");
    }

    /** A read must see what the earlier steps of its own transaction read of the key and appended to it. */
    private static void noteInternal(Transactions txns, int read, Anomalies anomalies) {
        var known = new ArrayList<>();
        int earlier = -1;
        for (int step = txns.firstStep(txns.transaction(read)); step < read; step++) {
            if (txns.key(step) != txns.key(read)) continue;
            if (txns.isRead(step)) {
                earlier = step;
                known.clear();
                known.addAll(txns.step(step).elements());
            } else known.add(txns.step(step).value());
        }
        List<?> elements = txns.step(read).elements();
        int start =
                earlier >= 0 ? 0 : elements.size() - known.size(); // without an earlier read the beginning is not known
        if (start >= 0 && elements.subList(start, elements.size()).equals(known)) return;
        boolean wasNil = earlier >= 0 && known.isEmpty() && txns.step(earlier).value() == null;
        var expected = (earlier >= 0 ? "" : "a list that ends with ") + PlainJson.show(known);
        anomalies.note(
                wasNil ? "internal-nil" : "internal",
                txns.evidence(read, txns.transaction(read)),
                () -> txns.show(txns.transaction(read)) + " read " + txns.step(read)
                        + " where its own earlier steps make it " + expected);
    }

    private static void noteFutureRead(Transactions txns, int append, Anomalies anomalies) {
        for (int step = txns.firstStep(txns.transaction(append)); step < append; step++) {
            if (txns.key(step) != txns.key(append) || !txns.isRead(step)) continue;
            if (!txns.step(step).elements().contains(txns.step(append).value())) continue;
            int read = step;
            anomalies.note(
                    "future-read",
                    txns.evidence(append, txns.transaction(read)),
                    () -> txns.show(txns.transaction(read)) + " read " + txns.step(read) + " before it appended "
                            + PlainJson.show(txns.step(append).value()));
            return;
        }
    }
}
