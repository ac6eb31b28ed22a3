package bench.workload;

import bench.workload.Options.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which neighbours each node of a broadcast is told of, in Maelstrom's shapes and order. */
final class Neighbours {
    private Neighbours() {}

    /** @return for each node its neighbours; nothing for a line of one node */
    static Map<String, List<String>> in(Topology shape, List<String> nodes) {
        var neighbours = new LinkedHashMap<String, List<String>>();
        if (shape == Topology.LINE && nodes.size() < 2) return neighbours;
        for (int i = 0; i < nodes.size(); i++)
            neighbours.put(
                    nodes.get(i),
                    of(shape, i, nodes.size()).stream().map(nodes::get).toList());
        return neighbours;
    }

    private static List<Integer> of(Topology shape, int node, int count) {
        return switch (shape) {
            case GRID -> grid(node, count);
            case LINE ->
                IntStream.of(node - 1, node + 1)
                        .filter(other -> other >= 0 && other < count)
                        .boxed()
                        .toList();
            case TOTAL ->
                IntStream.range(0, count).filter(other -> other != node).boxed().toList();
            case TREE2 -> tree(2, node, count);
            case TREE3 -> tree(3, node, count);
            case TREE4 -> tree(4, node, count);
        };
    }

    /** Rows of the least square that holds all nodes; the neighbours below, above, right and left. */
    private static List<Integer> grid(int node, int count) {
        int side = (int) Math.ceil(Math.sqrt(count));
        var neighbours = new ArrayList<Integer>();
        if (node + side < count) neighbours.add(node + side);
        if (node >= side) neighbours.add(node - side);
        if (node % side < side - 1 && node + 1 < count) neighbours.add(node + 1);
        if (node % side > 0) neighbours.add(node - 1);
        return neighbours;
    }

    /** A tree filled row by row from the first node; the parent, then the children. */
    private static List<Integer> tree(int branches, int node, int count) {
        var neighbours = new ArrayList<Integer>();
        if (node > 0) neighbours.add((node - 1) / branches);
        for (int child = branches * node + 1; child <= branches * node + branches && child < count; child++)
            neighbours.add(child);
        return neighbours;
    }
}
