package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.PROCESS;
import static bench.checker.txn.DependencyGraph.REALTIME;
import static bench.checker.txn.DependencyGraph.RW;
import static bench.checker.txn.DependencyGraph.WR;
import static bench.checker.txn.DependencyGraph.WW;

import bench.checker.txn.ShortestWays.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Finds cycles in a dependency graph, the gravest kinds first, as Elle does (Kingsbury and Alvaro, <i>Elle: inferring isolation
 * anomalies from experimental observations</i>, 2020). In each strongly connected component it looks for a cycle of each kind
 * that is forbidden and not already implied by a graver one found there.
 *
 * <p>The cycle it tells is a short one: through each of some promising edges it takes the shortest way back, and keeps the
 * shortest of these. Where the graph has moments (see {@link TimeOrder}), passing through them costs nothing.
 */
final class CycleSearch {
    /** Cycles looked at for a short one, once there is one. */
    private static final int COMPARED = 32;

    /** Edges walked in search of one kind of cycle in one component; then the search ends with what it has. */
    private static final long MOST_STEPS = 50_000_000;

    /**
     * A kind of cycle.
     *
     * @param through a type of edge that it has
     * @param edges the types of its other edges
     * @param apart whether anti-dependencies may not follow one another
     */
    private record Kind(String name, int through, int edges, boolean apart) {}

    private static final List<Kind> KINDS = kinds();

    private static List<Kind> kinds() {
        var kinds = new ArrayList<Kind>();
        var orders = new int[] {0, PROCESS, PROCESS | REALTIME};
        var suffixes = new String[] {"", "-process", "-realtime"};
        for (int i = 0; i < orders.length; i++) {
            kinds.add(new Kind("G0" + suffixes[i], WW, WW | orders[i], false));
            kinds.add(new Kind("G1c" + suffixes[i], WR, WW | WR | orders[i], false));
            kinds.add(new Kind("G-single-item" + suffixes[i], RW, WW | WR | orders[i], false));
            kinds.add(new Kind("G-nonadjacent-item" + suffixes[i], RW, WW | WR | RW | orders[i], true));
            kinds.add(new Kind("G2-item" + suffixes[i], RW, WW | WR | RW | orders[i], false));
        }
        return kinds;
    }

    private final DependencyGraph graph;
    private final int transactions; // the vertices from here on are moments
    private final Set<String> forbidden;

    /**
     * @param transactions how many of the vertices are transactions; the others only pass on what leads to them
     * @param forbidden the anomalies to look for
     */
    CycleSearch(DependencyGraph graph, int transactions, Set<String> forbidden) {
        this.graph = graph;
        this.transactions = transactions;
        this.forbidden = forbidden;
    }

    /** The types of edges that matter if these anomalies are forbidden. */
    static int typesFor(Set<String> forbidden) {
        int types = 0;
        for (var kind : KINDS) if (forbidden.contains(kind.name)) types |= kind.edges | kind.through;
        return types;
    }

    /** One cycle of each kind found in each component, the gravest kind first and of each kind the shortest. */
    List<Cycle> search() {
        var cycles = new ArrayList<Cycle>();
        int types = typesFor(forbidden);
        if (types == 0) return cycles;
        var placeOf = new int[graph.vertices()];
        for (var members : new Components(graph, types).cyclic())
            cycles.addAll(searchComponent(members, graph.part(members, placeOf)));
        var kinds = KINDS.stream().map(Kind::name).toList();
        cycles.sort(Comparator.comparingInt((Cycle cycle) -> kinds.indexOf(cycle.name()))
                .thenComparingInt(Cycle::length));
        return cycles;
    }

    private List<Cycle> searchComponent(int[] members, DependencyGraph part) {
        var found = new ArrayList<Cycle>();
        Set<String> implied = Set.of();
        for (var kind : KINDS) {
            if (!forbidden.contains(kind.name) || implied.contains(kind.name)) continue;
            var cycle = kind.apart
                    ? shortCycle(kind, part.withoutAdjacentAntiDependencies(), members, 2)
                    : shortCycle(kind, part, members, 1);
            if (cycle == null) continue;
            found.add(cycle);
            implied = ConsistencyModels.implied(found.stream().map(Cycle::name).toList());
        }
        return found;
    }

    /** @param copies how many vertices of {@code part} stand for one member */
    private Cycle shortCycle(Kind kind, DependencyGraph part, int[] members, int copies) {
        var components = new Components(part, kind.edges | kind.through);
        var ways = new ShortestWays(part, kind.edges, vertex -> members[vertex / copies] >= transactions);
        int[] sources = sources(part);
        Way best = null;
        int closing = -1;
        int compared = 0;
        for (int edge : promisingEdges(kind, part, components, sources)) {
            if (compared == COMPARED || ways.steps() > MOST_STEPS || best != null && best.cost() == 1) break;
            var way = ways.find(part.target(edge), sources[edge]);
            if (way == null) continue;
            compared++;
            if (best == null || way.cost() < best.cost()) {
                best = way;
                closing = edge;
            }
        }
        return best == null ? null : cycle(part, members, copies, best.edges(), closing, sources);
    }

    private static int[] sources(DependencyGraph part) {
        var sources = new int[part.edges()];
        for (int vertex = 0; vertex < part.vertices(); vertex++)
            Arrays.fill(sources, part.firstEdge(vertex), part.endEdge(vertex), vertex);
        return sources;
    }

    /**
     * The edges that a cycle of this kind might go through. First those that lead back in the history, the nearest first: most
     * dependencies point forward, so these are the ones that close a cycle.
     */
    private static int[] promisingEdges(Kind kind, DependencyGraph part, Components components, int[] sources) {
        var keyed = new long[part.edges()];
        int count = 0;
        for (int edge = 0; edge < sources.length; edge++) {
            int target = part.target(edge);
            if ((part.type(edge) & kind.through) == 0 || !components.areTogether(sources[edge], target)) continue;
            long distance = sources[edge] - target;
            keyed[count++] = (distance > 0 ? distance : Integer.MAX_VALUE + distance) << 32 | edge;
        }
        Arrays.sort(keyed, 0, count);
        return Arrays.stream(keyed, 0, count).mapToInt(key -> (int) key).toArray();
    }

    /** The way, closed by the edge, without moments; where time or a process leads on and on, that is one step. */
    private Cycle cycle(DependencyGraph part, int[] members, int copies, int[] way, int closing, int[] sources) {
        var vertices = new int[way.length + 1];
        var types = new int[way.length + 1];
        int length = 0;
        for (int i = 0; i <= way.length; i++) {
            int edge = i < way.length ? way[i] : closing;
            int vertex = members[sources[edge] / copies];
            int type = part.type(edge);
            if (vertex >= transactions) continue; // the step that led here was counted
            boolean goesOn = length > 0 && types[length - 1] == type && (type == REALTIME || type == PROCESS);
            if (goesOn) continue;
            vertices[length] = vertex;
            types[length++] = type;
        }
        return new Cycle(Arrays.copyOf(vertices, length), Arrays.copyOf(types, length));
    }
}
