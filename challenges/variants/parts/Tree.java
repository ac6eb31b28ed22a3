import java.util.ArrayList;
import java.util.List;

/** A tree in which all nodes stand in their order, the first at the root, level by level. */
final class Tree {
    private Tree() {}

    /** The children and, but for the root, the parent. */
    static List<String> neighbours(List<String> nodes, String node, int fanOut) {
        int here = nodes.indexOf(node);
        int firstChild = Math.min(here * fanOut + 1, nodes.size());
        int end = Math.min(firstChild + fanOut, nodes.size());
        var neighbours = new ArrayList<>(nodes.subList(firstChild, end));
        if (here > 0) neighbours.add(nodes.get((here - 1) / fanOut));
        return neighbours;
    }
}
