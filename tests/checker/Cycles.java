package checker;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All cycles of a small graph of transactions, by walking every way there is. */
final class Cycles {
    /** The names of anomalies that are cycles. */
    static final Pattern NAME =
            Pattern.compile("(G0|G1c|G-single-item|G-nonadjacent-item|G2-item)(-process|-realtime)?");

    private static final int LONGEST = 6;

    enum Type {
        WW,
        WR,
        RW,
        PROCESS,
        REALTIME
    }

    record Edge(int from, int to, Type type) {}

    private final List<List<Edge>> out = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private final List<Type> path = new ArrayList<>();
    private final BitSet visited =
            new BitSet(); // a transaction after an anti-dependency, and the same after another edge

    private Cycles(int count, Collection<Edge> edges) {
        for (int i = 0; i < count; i++) out.add(new ArrayList<>());
        for (var edge : edges) out.get(edge.from).add(edge);
    }

    /** The names of all cycles there are among so many transactions. */
    static Set<String> namesOf(int count, Collection<Edge> edges) {
        var cycles = new Cycles(count, edges);
        for (int start = 0; start < count; start++) cycles.walk(start, start);
        return cycles.names;
    }

    private void walk(int start, int at) {
        for (var edge : out.get(at)) {
            int state = 2 * edge.to + (edge.type == Type.RW ? 1 : 0);
            if (edge.to < start || visited.get(state)) continue;
            path.add(edge.type);
            if (edge.to == start) names.add(name());
            visited.set(state);
            if (path.size() < LONGEST) walk(start, edge.to);
            visited.clear(state);
            path.removeLast();
        }
    }

    private String name() {
        int anti = 0;
        boolean isAdjacent = false;
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i) != Type.RW) continue;
            anti++;
            isAdjacent |= path.get((i + 1) % path.size()) == Type.RW;
        }
        var base = anti == 0
                ? path.contains(Type.WR) ? "G1c" : "G0"
                : anti == 1 ? "G-single-item" : isAdjacent ? "G2-item" : "G-nonadjacent-item";
        return base + (path.contains(Type.REALTIME) ? "-realtime" : path.contains(Type.PROCESS) ? "-process" : "");
    }
}
