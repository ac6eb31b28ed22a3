package bench.checker.txn;

import java.util.Arrays;

/**
 * The strongly connected components of a graph: two vertices are in one where each can be reached from the other, so every cycle
 * lies within one. Tarjan's algorithm (<i>Depth-first search and linear graph algorithms</i>, 1972), with a stack of its own
 * since paths may be a million long.
 *
 * <p>The last vertices are walked from first. Where they stand for what happened late, and edges lead mostly to what is later,
 * the components' order is close to that of time.
 */
final class Components {
    private static final int UNSEEN = -1;

    private final DependencyGraph graph;
    private final int types;
    private final int[] component; // by vertex; UNSEEN until it is known
    private final int[] order; // by vertex: when it was seen first
    private final int[] low; // by vertex: the earliest seen vertex it can reach within its component
    private final int[] nextEdge;
    private final int[] path;
    private final int[] open; // vertices seen whose component is not known yet
    private int pathLength;
    private int opened;
    private int seen;
    private int count;

    /** The components by the edges whose type is among {@code types}. */
    Components(DependencyGraph graph, int types) {
        this.graph = graph;
        this.types = types;
        int n = graph.vertices();
        component = new int[n];
        order = new int[n];
        low = new int[n];
        nextEdge = new int[n];
        path = new int[n];
        open = new int[n];
        Arrays.fill(component, UNSEEN);
        Arrays.fill(order, UNSEEN);
        for (int vertex = n - 1; vertex >= 0; vertex--) if (order[vertex] == UNSEEN) walkFrom(vertex);
    }

    private void walkFrom(int root) {
        enter(root);
        while (pathLength > 0) {
            int vertex = path[pathLength - 1];
            int edge = nextEdge[vertex]++;
            if (edge < graph.endEdge(vertex)) {
                if ((graph.type(edge) & types) != 0) follow(vertex, graph.target(edge));
            } else {
                pathLength--;
                if (pathLength > 0) low[path[pathLength - 1]] = Math.min(low[path[pathLength - 1]], low[vertex]);
                if (low[vertex] == order[vertex]) close(vertex);
            }
        }
    }

    private void enter(int vertex) {
        order[vertex] = low[vertex] = seen++;
        nextEdge[vertex] = graph.firstEdge(vertex);
        path[pathLength++] = vertex;
        open[opened++] = vertex;
    }

    private void follow(int from, int to) {
        if (order[to] == UNSEEN) enter(to);
        else if (component[to] == UNSEEN) low[from] = Math.min(low[from], order[to]);
    }

    private void close(int root) {
        int vertex;
        do {
            vertex = open[--opened];
            component[vertex] = count;
        } while (vertex != root);
        count++;
    }

    /** Whether a way may lead from {@code one} to {@code other}: none does where this is false. */
    boolean mayPrecede(int one, int other) {
        return component[one] >= component[other]; // a component is closed after all that it leads to
    }

    /** The members of each component of more than one vertex, in ascending order; the component with the least vertex first. */
    int[][] cyclic() {
        var size = new int[count];
        for (int c : component) size[c]++;
        var place = new int[count];
        int cyclic = 0;
        Arrays.fill(place, UNSEEN);
        for (int c : component) if (size[c] > 1 && place[c] == UNSEEN) place[c] = cyclic++;
        var members = new int[cyclic][];
        var filled = new int[cyclic];
        for (int vertex = 0; vertex < component.length; vertex++) {
            int c = component[vertex];
            if (place[c] == UNSEEN) continue;
            if (members[place[c]] == null) members[place[c]] = new int[size[c]];
            members[place[c]][filled[place[c]]++] = vertex;
        }
        return members;
    }
}
