package bench.checker.txn;

import bench.checker.Evidence;
import bench.checker.PlainJson;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the elements that were read come from: from transactions that failed, from the midst of others, from nowhere. */
final class ElementSources {
    private final Transactions txns;
    private final Lists lists;
    private final Anomalies anomalies;
    private final int[] firstBad; // by key: the place of the first element in its order that should be in no list

    ElementSources(Transactions txns, Lists lists, Anomalies anomalies) {
        this.txns = txns;
        this.lists = lists;
        this.anomalies = anomalies;
        firstBad = new int[txns.keyCount()];
        Arrays.setAll(firstBad, this::firstBad);
    }

    private int firstBad(int key) {
        int place = 0;
        while (place < lists.length(key) && !isBad(lists.versionAt(key, place))) place++;
        return place;
    }

    private boolean isBad(int version) {
        return version == Transactions.UNWRITTEN || txns.isFailed(txns.writer(version));
    }

    /** Notes what is wrong with the elements that {@code read} saw: {@code G1a}, {@code G1b} and {@code phantom}. */
    void note(int read) {
        int key = txns.key(read);
        boolean hasBad = txns.step(read).elements().size() > firstBad[key] || !lists.isPrefix(read);
        if (hasBad) txns.step(read).elements().forEach(element -> note(read, element));
        noteIntermediate(read);
    }

    private void note(int read, Object element) {
        int version = txns.versionOf(txns.key(read), element);
        if (version == Transactions.UNWRITTEN)
            anomalies.note(
                    "phantom",
                    evidence(read, element),
                    () -> reading(read) + ": nobody appended " + PlainJson.show(element));
        else if (txns.isFailed(txns.writer(version)))
            anomalies.note(
                    "G1a",
                    evidence(read, element, txns.writer(version)),
                    () -> reading(read) + ", with " + PlainJson.show(element) + " by " + txns.show(txns.writer(version))
                            + ", which failed");
    }

    /** G1b: another transaction appended the last element, and then more to the same key. */
    private void noteIntermediate(int read) {
        int version = txns.version(read);
        if (version < 0 || txns.isExternal(txns.writingStep(version)) || txns.writer(version) == txns.transaction(read))
            return;
        anomalies.note(
                "G1b",
                evidence(read, txns.value(version), txns.writer(version)),
                () -> reading(read) + ": that is from the midst of " + txns.show(txns.writer(version)));
    }

    private Evidence evidence(int read, Object element, int... writer) {
        var transactions = IntStream.concat(IntStream.of(txns.transaction(read)), IntStream.of(writer));
        return txns.evidence(read, transactions.toArray()).ofValue(element);
    }

    private String reading(int read) {
        return txns.show(txns.transaction(read)) + " read " + txns.step(read);
    }
}
