package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.world.Randomness;
import bench.world.faults.Partitions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes that Jepsen's nemesis cuts networks into. */
class PartitionsTest {
    private static final int SEEDS = 40;

    private static List<String> nodes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    /** Shows what each receiver hears, itself included, for many seeds. */
    private static void eachDraw(Partitions kind, int count, BiConsumer<List<String>, Map<String, Set<String>>> look) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var nodes = nodes(count);
            var cuts = kind.draw(nodes, new Randomness(seed).stream("nemesis"));
            var heard = new TreeMap<String, Set<String>>();
            for (var node : nodes) {
                var hears = new TreeSet<>(nodes);
                hears.removeAll(cuts.getOrDefault(node, Set.of()));
                heard.put(node, hears);
            }
            look.accept(nodes, heard);
        }
    }

    /** The sizes of groups that each hear themselves and nobody else, the smaller one first; one group where none is cut. */
    private static List<Integer> groups(Map<String, Set<String>> heard) {
        var groups = new HashSet<>(heard.values());
        for (var group : groups) for (var member : group) assertEquals(group, heard.get(member));
        return groups.stream().map(Set::size).sorted().toList();
    }

    private static List<Integer> expected(int part, int count) {
        return part == 0 ? List.of(count) : List.of(Math.min(part, count - part), Math.max(part, count - part));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 25})
    void oneCutsOffOneNode(int count) {
        eachDraw(Partitions.ONE, count, (nodes, heard) -> {
            if (count == 1) assertEquals(List.of(1), groups(heard));
            else assertEquals(expected(1, count), groups(heard));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 25})
    void minorityThirdCutsOffFewerThanAThird(int count) {
        eachDraw(
                Partitions.MINORITY_THIRD,
                count,
                (nodes, heard) -> assertEquals(expected((count - 1) / 3, count), groups(heard)));
    }

    @Test
    void minorityThirdSparesThreeNodesOrFewer() {
        for (int count = 1; count <= 3; count++)
            eachDraw(
                    Partitions.MINORITY_THIRD,
                    count,
                    (nodes, heard) -> assertEquals(1, groups(heard).size()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 25})
    void majorityCutsInHalf(int count) {
        eachDraw(Partitions.MAJORITY, count, (nodes, heard) -> assertEquals(expected(count / 2, count), groups(heard)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 25})
    void inARingEveryNodeHearsAMajority(int count) {
        int majority = count / 2 + 1;
        eachDraw(
                Partitions.MAJORITIES_RING,
                count,
                (nodes, heard) -> heard.forEach((node, hears) -> {
                    assertTrue(hears.contains(node), "hears itself");
                    assertTrue(
                            hears.size() >= majority && hears.size() <= majority + (count <= 5 ? 0 : 1),
                            node + " hears " + hears);
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void inASmallRingNoTwoHearTheSameMajority(int count) {
        eachDraw(
                Partitions.MAJORITIES_RING,
                count,
                (nodes, heard) -> assertEquals(count, new HashSet<>(heard.values()).size()));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 25})
    void inARingTwoHearEachOtherOrNeitherDoes(int count) {
        eachDraw(
                Partitions.MAJORITIES_RING,
                count,
                (nodes, heard) -> heard.forEach((node, hears) -> {
                    for (var other : hears) assertTrue(heard.get(other).contains(node), node + " and " + other);
                }));
    }

    @ParameterizedTest
    @EnumSource
    void everyNodeHasItsTurn(Partitions kind) {
        var deaf = new TreeSet<String>();
        eachDraw(
                kind,
                5,
                (nodes, heard) -> heard.forEach((node, hears) -> {
                    if (hears.size() < 5) deaf.add(node);
                }));
        assertEquals(new TreeSet<>(nodes(5)), deaf);
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedCutsTheSame(Partitions kind) {
        var once = kind.draw(nodes(9), new Randomness(3).stream("nemesis"));
        assertEquals(once, kind.draw(nodes(9), new Randomness(3).stream("nemesis")));
    }
}
