package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.ANTI;
import static bench.checker.txn.DependencyGraph.PROCESS;
import static bench.checker.txn.DependencyGraph.REALTIME;
import static bench.checker.txn.DependencyGraph.RW;
import static bench.checker.txn.DependencyGraph.RW_PROCESS;
import static bench.checker.txn.DependencyGraph.WR;
import static bench.checker.txn.DependencyGraph.WW;
import static bench.checker.txn.DependencyGraph.WW_PROCESS;
import static bench.checker.txn.DependencyGraph.WW_REALTIME;

import bench.checker.txn.ShortestWays.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Edges walked in search of one kind of cycle in one component; then the search ends with what it has, if anything. */
    private static final long MOST_STEPS = 50_000_000;

    /**
     * A kind of cycle.
     *
     * @param through types of edges of which it has one
     * @param edges the types of its other edges
     * @param apart whether anti-dependencies may not follow one another
     */
    private record Kind(String name, int through, int edges, boolean apart) {}

    private static final List<Kind> KINDS = Stream.of(
                    kinds("", 0, 0, RW),
                    kinds("-process", PROCESS, WW_PROCESS, RW | RW_PROCESS),
                    kinds("-realtime", PROCESS | REALTIME, WW_PROCESS | WW_REALTIME, ANTI))
            .flatMap(List::stream)
            .toList();

    /** The names of all kinds of cycles there are. */
    static final Set<String> NAMES =
            KINDS.stream().map(Kind::name).collect(Collectors.toCollection(LinkedHashSet::new));

    /**
     * @param time edges from an order of operations
     * @param inferred ww edges that hold by that order; it is their contrary that would make a cycle with an anti-dependency, so
     *     they count in such cycles only
     * @param anti anti-dependencies
     */
    private static List<Kind> kinds(String suffix, int time, int inferred, int anti) {
        int dependencies = WW | WR | time | inferred;
        return List.of(
                new Kind("G0" + suffix, WW, WW | time, false),
                new Kind("G1c" + suffix, WR, WW | WR | time, false),
                new Kind("G-single-item" + suffix, anti, dependencies, false),
                new Kind("G-nonadjacent-item" + suffix, anti, dependencies | anti, true),
                new Kind("G2-item" + suffix, anti, dependencies | anti, false));
    }

    private final DependencyGraph graph;
    private final int transactions; // the vertices from here on are moments
    private final Set<String> wanted;

    /**
     * @param transactions how many of the vertices are transactions; the others only pass on what leads to them
     * @param wanted the names of the cycles to look for
     */
    CycleSearch(DependencyGraph graph, int transactions, Set<String> wanted) {
        this.graph = graph;
        this.transactions = transactions;
        this.wanted = wanted;
    }

    /** The types of edges that matter for cycles of these names. */
    static int typesFor(Set<String> wanted) {
        int types = 0;
        for (var kind : KINDS) if (wanted.contains(kind.name)) types |= kind.edges | kind.through;
        return types;
    }

    /**
     * @param cycles one of each kind found in each component, the gravest kind first and of each kind the shortest
     * @param undecided the kinds of which there may be one where none was found: there were too many ways to try
     */
    record Result(List<Cycle> cycles, Set<String> undecided) {}

    Result search() {
        var cycles = new ArrayList<Cycle>();
        var undecided = new LinkedHashSet<String>();
        int types = typesFor(wanted);
        if (types == 0) return new Result(cycles, undecided);
        var placeOf = new int[graph.vertices()];
        for (var members : new Components(graph, types).cyclic())
            cycles.addAll(searchComponent(members, graph.part(members, placeOf), undecided));
        var kinds = List.copyOf(NAMES);
        cycles.sort(Comparator.comparingInt((Cycle cycle) -> kinds.indexOf(cycle.name()))
                .thenComparingInt(Cycle::length));
        return new Result(cycles, undecided);
    }

    private List<Cycle> searchComponent(int[] members, DependencyGraph part, Set<String> undecided) {
        var found = new ArrayList<Cycle>();
        Set<String> implied = Set.of();
        var open = new LinkedHashSet<String>();
        for (var kind : KINDS) {
            if (!wanted.contains(kind.name) || implied.contains(kind.name)) continue;
            var cycle = kind.apart
                    ? shortCycle(kind, part.withoutAdjacentAntiDependencies(), members, 2, open)
                    : shortCycle(kind, part, members, 1, open);
            if (cycle != null) {
                found.add(cycle);
                implied = ConsistencyModels.implied(
                        found.stream().map(Cycle::name).toList());
            } else if (!open.contains(kind.name)) { // nor then of the kinds that are cases of this one
                open.removeIf(name -> ConsistencyModels.implied(List.of(name)).contains(kind.name));
            }
        }
        undecided.addAll(open);
        return found;
    }

    /**
     * @param copies how many vertices of {@code part} stand for one member
     * @param open gets the kind's name where the search gives up with no cycle
     */
    private Cycle shortCycle(Kind kind, DependencyGraph part, int[] members, int copies, Set<String> open) {
        var order = new Components(part, kind.edges);
        var ways = new ShortestWays(part, kind.edges, order, vertex -> members[vertex / copies] >= transactions);
        int[] sources = sources(part);
        Way best = null;
        int closing = -1;
        int compared = 0;
        for (int edge : promisingEdges(kind, part, order, sources)) {
            if (compared == COMPARED || ways.steps() > MOST_STEPS || best != null && best.cost() == 1) break;
            var way = ways.find(part.target(edge), sources[edge]);
            if (way == null) continue;
            compared++;
            if (best == null || way.cost() < best.cost()) {
                best = way;
                closing = edge;
            }
        }
        if (best != null) return cycle(part, members, copies, best.edges(), closing, sources);
        if (ways.steps() > MOST_STEPS) open.add(kind.name);
        return null;
    }

    private static int[] sources(DependencyGraph part) {
        var sources = new int[part.edges()];
        for (int vertex = 0; vertex < part.vertices(); vertex++)
            Arrays.fill(sources, part.firstEdge(vertex), part.endEdge(vertex), vertex);
        return sources;
    }

    /**
     * The edges that a cycle of this kind might go through: there may be a way back. First those that lead back in the
     * history, the nearest first: most dependencies point forward, so these are the ones that close a cycle.
     */
    private static int[] promisingEdges(Kind kind, DependencyGraph part, Components order, int[] sources) {
        var keyed = new long[part.edges()];
        int count = 0;
        for (int edge = 0; edge < sources.length; edge++) {
            int target = part.target(edge);
            if ((part.type(edge) & kind.through) == 0 || !order.mayPrecede(target, sources[edge])) continue;
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
            boolean goesOn = length > 0 && types[length - 1] == type && (type & (PROCESS | REALTIME)) != 0;
            if (goesOn) continue;
            vertices[length] = vertex;
            types[length++] = type;
        }
        return new Cycle(Arrays.copyOf(vertices, length), Arrays.copyOf(types, length));
    }
}
