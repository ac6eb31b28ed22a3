package bench.checker.txn;

import java.util.Arrays;

/**
 * Who must come before whom: a graph whose vertices are integers and whose edges have types. Kept in arrays, the edges of a
 * vertex side by side, since a history may have millions.
 */
final class DependencyGraph {
    /** From a write to the write that installed the next version. */
    static final int WW = 1;
    /** From a write to a read of what it wrote. */
    static final int WR = 2;
    /** From a read to the write that installed the next version: an anti-dependency. */
    static final int RW = 4;
    /** From a transaction to the next of the same process. */
    static final int PROCESS = 8;
    /** From a transaction to one that was invoked after it had completed. */
    static final int REALTIME = 16;
    /** As ww and rw, where the order of the versions is known only if each process's operations happen in their order. */
    static final int WW_PROCESS = 32;

    static final int RW_PROCESS = 64;
    /** As ww and rw, where the order of the versions is known only if what completes before another is invoked happens before. */
    static final int WW_REALTIME = 128;

    static final int RW_REALTIME = 256;
    /** All anti-dependencies. */
    static final int ANTI = RW | RW_PROCESS | RW_REALTIME;

    private static final int EVERY_TYPE = -1;

    private final int[] first; // by vertex: its first edge; the vertex after it has the first that is not its own
    private final int[] target; // by edge
    private final short[] type; // by edge

    /** Takes edges in any order. */
    static final class Builder {
        private int[] from = new int[64];
        private int[] to = new int[64];
        private short[] type = new short[64];
        private int size;

        /** Adds an edge; one from a vertex to itself says nothing and is left out. */
        void add(int source, int target, int kind) {
            if (source == target) return;
            if (size == from.length) {
                from = Arrays.copyOf(from, 2 * size);
                to = Arrays.copyOf(to, 2 * size);
                type = Arrays.copyOf(type, 2 * size);
            }
            from[size] = source;
            to[size] = target;
            type[size++] = (short) kind;
        }

        DependencyGraph build(int vertices) {
            var first = new int[vertices + 1];
            for (int i = 0; i < size; i++) first[from[i] + 1]++;
            for (int i = 0; i < vertices; i++) first[i + 1] += first[i];
            var next = first.clone();
            var targets = new int[size];
            var types = new short[size];
            for (int i = 0; i < size; i++) {
                int edge = next[from[i]]++;
                targets[edge] = to[i];
                types[edge] = type[i];
            }
            return new DependencyGraph(first, targets, types);
        }
    }

    private DependencyGraph(int[] first, int[] target, short[] type) {
        this.first = first;
        this.target = target;
        this.type = type;
    }

    int vertices() {
        return first.length - 1;
    }

    int edges() {
        return target.length;
    }

    boolean isAcyclic() {
        return new Components(this, EVERY_TYPE).cyclic().length == 0;
    }

    /** The edges of {@code vertex} are those from here up to {@link #endEdge}, excluded. */
    int firstEdge(int vertex) {
        return first[vertex];
    }

    int endEdge(int vertex) {
        return first[vertex + 1];
    }

    int target(int edge) {
        return target[edge];
    }

    int type(int edge) {
        return type[edge];
    }

    /** The part of this graph between {@code members}: vertex i of the part is the i-th member. */
    DependencyGraph part(int[] members, int[] placeOf) {
        var part = new Builder();
        for (int i = 0; i < members.length; i++) placeOf[members[i]] = i;
        for (int i = 0; i < members.length; i++)
            for (int edge = first[members[i]]; edge < first[members[i] + 1]; edge++) {
                int place = placeOf[target[edge]];
                if (place < members.length && members[place] == target[edge]) part.add(i, place, type[edge]);
            }
        return part.build(members.length);
    }

    /**
     * This graph for walks that never take two anti-dependencies in a row: vertex 2v is v, reached by another edge, and 2v + 1 is
     * v, reached by an anti-dependency.
     */
    DependencyGraph withoutAdjacentAntiDependencies() {
        var graph = new Builder();
        for (int vertex = 0; vertex < vertices(); vertex++)
            for (int edge = first[vertex]; edge < first[vertex + 1]; edge++) {
                boolean isAnti = (type[edge] & ANTI) != 0;
                int reached = 2 * target[edge] + (isAnti ? 1 : 0);
                graph.add(2 * vertex, reached, type[edge]);
                if (!isAnti) graph.add(2 * vertex + 1, reached, type[edge]);
            }
        return graph.build(2 * vertices());
    }
}
