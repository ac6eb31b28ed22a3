package bench.checker.txn;

import bench.checker.PlainJson;
import bench.history.History;
import bench.history.Installation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Judges transactions that read and write registers, as Elle's {@code rw-register} does with the options that Maelstrom gives it:
 * in a transaction that reads a key and writes it, the write follows the read; nothing else orders versions.
 */
public final class RegisterChecker extends TxnChecker {
    /**
     * Seen by a user, not by Maelstrom: read-committed does not ask for {@code internal}; a value from nowhere says nothing to
     * Elle, nor does it under any model that a transaction read its own future write.
     */
    private static final Set<String> UNWANTED =
            Set.of("internal", "internal-nil", "own-future", "phantom", "nothing-read", "nothing-shared", "diverged");

    /** For the arguments see {@link TxnChecker}. */
    public RegisterChecker(Collection<String> consistencyModels, int concurrency, int nodeCount) {
        super(consistencyModels, Set.of(), UNWANTED, concurrency, nodeCount);
    }

    @Override
    Set<String> ownAnomalies() {
        return Set.of("own-future", "cyclic-versions");
    }

    @Override
    Transactions number(History<Txn> history) {
        return new Transactions(history.operations(), false);
    }

    @Override
    Dependencies examine(Transactions txns, List<Installation> installations, Anomalies anomalies) {
        for (int step = 0; step < txns.stepCount(); step++) {
            if (!txns.isRead(step) || !txns.isOk(txns.transaction(step))) continue;
            noteSource(txns, step, anomalies);
            if (!txns.isExternal(step)) noteInternal(txns, step, anomalies);
        }
        return new RegisterDependencies(txns, installations, anomalies);
    }

    private static void noteSource(Transactions txns, int read, Anomalies anomalies) {
        int version = txns.version(read);
        int reader = txns.transaction(read);
        if (version == Transactions.UNWRITTEN)
            anomalies.note(
                    "phantom",
                    txns.evidence(read, reader),
                    () -> txns.show(reader) + " read " + txns.step(read) + ", which nobody wrote");
        if (version < 0) return;
        int writer = txns.writer(version);
        if (txns.isFailed(writer))
            anomalies.note(
                    "G1a",
                    txns.evidence(read, reader, writer),
                    () -> txns.show(reader) + " read " + txns.step(read) + ", written by " + txns.show(writer)
                            + ", which failed");
        if (writer != reader && !txns.isExternal(txns.writingStep(version)))
            anomalies.note(
                    "G1b",
                    txns.evidence(read, reader, writer),
                    () -> txns.show(reader) + " read " + txns.step(read) + ", which " + txns.show(writer)
                            + " overwrote itself");
        if (writer == reader && txns.writingStep(version) > read)
            anomalies.noteBeyond(
                    "own-future",
                    txns.evidence(read, reader),
                    () -> txns.show(reader) + " read " + txns.step(read) + " before it wrote that");
    }

    /** A read must see what the last step of its transaction on the same key read or wrote. */
    private static void noteInternal(Transactions txns, int read, Anomalies anomalies) {
        int last = read - 1;
        while (txns.key(last) != txns.key(read)) last--;
        var expected = txns.step(last).value();
        int reader = txns.transaction(read);
        if (Objects.equals(expected, txns.step(read).value())) return;
        anomalies.note(
                expected == null ? "internal-nil" : "internal",
                txns.evidence(read, reader),
                () -> txns.show(reader) + " read " + txns.step(read) + " where its own last step on that key makes it "
                        + PlainJson.show(expected));
    }
}
