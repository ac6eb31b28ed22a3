package bench.checker.txn;

/** Who read which version, in arrays: the readers of a version side by side. */
final class Readers {
    private final int[] first; // by version, and after all versions by key for the reads that saw nothing
    private final int[] reader;
    private final int versions;

    /** @param onlyExternal whether to leave out reads that a transaction's own earlier steps decide */
    Readers(Transactions txns, boolean onlyExternal) {
        versions = txns.versionCount();
        first = new int[versions + txns.keyCount() + 1];
        for (int step = 0; step < txns.stepCount(); step++)
            if (counts(txns, step, onlyExternal)) first[place(txns.version(step), txns.key(step)) + 1]++;
        for (int i = 1; i < first.length; i++) first[i] += first[i - 1];
        reader = new int[first[first.length - 1]];
        var next = first.clone();
        for (int step = 0; step < txns.stepCount(); step++)
            if (counts(txns, step, onlyExternal))
                reader[next[place(txns.version(step), txns.key(step))]++] = txns.transaction(step);
    }

    private static boolean counts(Transactions txns, int step, boolean onlyExternal) {
        return txns.isRead(step)
                && txns.version(step) != Transactions.UNWRITTEN
                && txns.isOk(txns.transaction(step))
                && (!onlyExternal || txns.isExternal(step));
    }

    /** @param version a version, or {@link Transactions#NOTHING} */
    private int place(int version, int key) {
        return version == Transactions.NOTHING ? versions + key : version;
    }

    boolean isRead(int version) {
        return first[version] < first[version + 1];
    }

    /** Adds a dependency of each transaction that read {@code version} on {@code writer}. */
    void addDependencies(int version, int writer, DependencyGraph.Builder graph) {
        for (int i = first[version]; i < first[version + 1]; i++) graph.add(writer, reader[i], DependencyGraph.WR);
    }

    /** Adds an anti-dependency of that type from each transaction that read {@code version} of {@code key} to {@code writer}. */
    void addAntiDependencies(int version, int key, int writer, int type, DependencyGraph.Builder graph) {
        int place = place(version, key);
        for (int i = first[place]; i < first[place + 1]; i++) graph.add(reader[i], writer, type);
    }
}
