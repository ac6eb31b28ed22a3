package bench.checker.txn;

/** What the values read and written say of the order of transactions. */
sealed interface Dependencies permits RegisterDependencies, ListDependencies {
    /** Adds all edges of the types ww, wr and rw that Maelstrom sees. */
    void addTo(DependencyGraph.Builder graph);

    /** Adds those that can be known besides. */
    void addBeyondTo(DependencyGraph.Builder graph);

    /**
     * Why one transaction precedes another, in words.
     *
     * @param type the edge's type, which is none of time
     * @param fromName what to call the first
     * @param toName what to call the second
     */
    String because(int from, int to, int type, String fromName, String toName);
}
