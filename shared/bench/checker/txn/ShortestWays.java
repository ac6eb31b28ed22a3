package bench.checker.txn;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Shortest ways in one graph by edges of some types: breadth first, where an edge that leaves a moment costs nothing. */
final class ShortestWays {
    /**
     * @param edges from the source on
     * @param cost how many they are, without those that leave moments
     */
    record Way(int[] edges, int cost) {}

    private final DependencyGraph graph;
    private final int types;
    private final Components order;
    private final boolean[] isMoment;
    private final int[] arrivedBy; // by vertex: the edge of the way to it
    private final int[] arrivedFrom; // by vertex: where that edge begins
    private final int[] round; // by vertex: the search that last saw it
    private final int[] settledRound; // by vertex: the search that last settled it
    private int[] near = new int[64]; // vertices at the cost looked at
    private int[] far = new int[64]; // and at one more
    private int nearCount;
    private int farCount;
    private int currentRound;
    private long steps;

    /** @param order the graph's components by the same types of edges */
    ShortestWays(DependencyGraph graph, int types, Components order, IntPredicate isMoment) {
        this.graph = graph;
        this.types = types;
        this.order = order;
        this.isMoment = new boolean[graph.vertices()];
        for (int vertex = 0; vertex < graph.vertices(); vertex++) this.isMoment[vertex] = isMoment.test(vertex);
        arrivedBy = new int[graph.vertices()];
        arrivedFrom = new int[graph.vertices()];
        round = new int[graph.vertices()];
        settledRound = new int[graph.vertices()];
    }

    /** A shortest way, or null where there is none. */
    Way find(int source, int goal) {
        currentRound++;
        nearCount = farCount = 0;
        round[source] = currentRound;
        near[nearCount++] = source;
        for (int cost = 0; nearCount > 0; cost++) {
            for (int i = 0; i < nearCount; i++) {
                int vertex = near[i];
                if (vertex == goal) return new Way(edges(source, goal), cost);
                if (settledRound[vertex] == currentRound) continue;
                settledRound[vertex] = currentRound;
                expand(vertex, goal);
            }
            var spent = near;
            near = far;
            nearCount = farCount;
            far = spent;
            farCount = 0;
        }
        return null;
    }

    private void expand(int vertex, int goal) {
        boolean isFree = isMoment[vertex];
        for (int edge = graph.firstEdge(vertex); edge < graph.endEdge(vertex); edge++) {
            steps++;
            if ((graph.type(edge) & types) == 0) continue;
            int next = graph.target(edge);
            boolean isSeen = round[next] == currentRound;
            if (settledRound[next] == currentRound || isSeen && !isFree || !order.mayPrecede(next, goal)) continue;
            round[next] = currentRound;
            arrivedBy[next] = edge;
            arrivedFrom[next] = vertex;
            if (isFree) near = append(near, nearCount++, next);
            else far = append(far, farCount++, next);
        }
    }

    private static int[] append(int[] list, int size, int value) {
        var longer = size < list.length ? list : Arrays.copyOf(list, 2 * size);
        longer[size] = value;
        return longer;
    }

    private int[] edges(int source, int goal) {
        int length = 0;
        for (int vertex = goal; vertex != source; vertex = arrivedFrom[vertex]) length++;
        var edges = new int[length];
        for (int vertex = goal; vertex != source; vertex = arrivedFrom[vertex]) edges[--length] = arrivedBy[vertex];
        return edges;
    }

    /** How many edges have been looked at in all searches. */
    long steps() {
        return steps;
    }
}
