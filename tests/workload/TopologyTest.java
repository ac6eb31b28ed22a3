package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.workload.Options.Topology;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import node.Node;
import node.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a broadcast node is told of its neighbours; the shapes are those of Maelstrom's workload/broadcast.clj. */
class TopologyTest {
    private static final class Told extends Node {
        private record Topology(Map<String, List<String>> topology) implements Request<TopologyOk> {}

        private record TopologyOk() {}

        private Map<String, List<String>> topology;

        Told() {
            initialise("n0", List.of("n0"));
            on(Topology.class, m -> {
                topology = m.topology();
                return new TopologyOk();
            });
        }
    }

    private static Map<String, List<String>> topology(Topology shape, int nodeCount) {
        var node = new Told();
        Table.talk(
                Table.workload("broadcast"),
                Table.options(nodeCount, 1, shape, 16),
                node,
                client -> client.setUp("n0"));
        return node.topology;
    }

    @Test
    void aGridOfFiveIsASquareOfNineInPart() {
        assertEquals(
                Map.of(
                        "n0", List.of("n3", "n1"),
                        "n1", List.of("n4", "n2", "n0"),
                        "n2", List.of("n1"),
                        "n3", List.of("n0", "n4"),
                        "n4", List.of("n1", "n3")),
                topology(Topology.GRID, 5));
    }

    @Test
    void aGridOf25HasFourNeighboursInTheMiddleAndTwoInACorner() {
        var grid = topology(Topology.GRID, 25);
        assertEquals(List.of("n17", "n7", "n13", "n11"), grid.get("n12"));
        assertEquals(List.of("n19", "n23"), grid.get("n24"));
    }

    @Test
    void aLineHasTwoEnds() {
        assertEquals(
                Map.of("n0", List.of("n1"), "n1", List.of("n0", "n2"), "n2", List.of("n1")),
                topology(Topology.LINE, 3));
    }

    @Test
    void oneNodeMakesNoLineAndAGridWithoutNeighbours() {
        assertEquals(Map.of(), topology(Topology.LINE, 1));
        assertEquals(Map.of("n0", List.of()), topology(Topology.GRID, 1));
    }

    @Test
    void inTotalEverybodyIsANeighbour() {
        assertEquals(List.of("n0", "n2", "n3"), topology(Topology.TOTAL, 4).get("n1"));
    }

    @Test
    void aTreeIsFilledRowByRow() {
        var tree = topology(Topology.TREE4, 25);
        assertEquals(List.of("n1", "n2", "n3", "n4"), tree.get("n0"));
        assertEquals(List.of("n0", "n5", "n6", "n7", "n8"), tree.get("n1"));
        assertEquals(List.of("n1", "n21", "n22", "n23", "n24"), tree.get("n5"));
        assertEquals(List.of("n1"), tree.get("n6"));
        assertEquals(List.of("n0", "n3", "n4"), topology(Topology.TREE2, 7).get("n1"));
        assertEquals(List.of("n0", "n7"), topology(Topology.TREE3, 8).get("n2"));
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void neighboursAreMutualAndLeadEverywhere(Topology shape) {
        for (int count = 2; count <= 30; count++) {
            var topology = topology(shape, count);
            topology.forEach((node, neighbours) -> {
                for (var neighbour : neighbours)
                    assertTrue(topology.get(neighbour).contains(node), () -> node + " " + neighbour);
            });
            var reached = new TreeSet<>(List.of("n0"));
            while (reached.addAll(reached.stream()
                    .flatMap(node -> topology.get(node).stream())
                    .toList())) {}
            assertEquals(topology.keySet(), reached);
        }
    }
}
