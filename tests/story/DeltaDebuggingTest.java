package story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.shrink.DeltaDebugging;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is left fails, and no element of it is there in vain. */
class DeltaDebuggingTest {
    @Property(tries = 300, seed = "1")
    void whatIsNeededIsLeft(@ForAll @Size(max = 6) Set<@IntRange(max = 99) Integer> needed) {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < 100; i++) all.add(i);
        var left = DeltaDebugging.minimize(all, some -> some.containsAll(needed));
        assertEquals(needed.stream().sorted().toList(), left);
    }

    /** A failure that needs one of two things, or several together, may be left in more than one way: all are minimal. */
    @Property(tries = 300, seed = "2")
    void nothingMoreCanBeLeftOut(
            @ForAll @Size(min = 1, max = 4) List<@Size(min = 1, max = 3) Set<@IntRange(max = 19) Integer>> causes) {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) all.add(i);
        var left = DeltaDebugging.minimize(all, some -> fails(causes, some));
        assertTrue(fails(causes, left));
        for (var element : left) {
            var less = new ArrayList<>(left);
            less.remove(element);
            assertTrue(!fails(causes, less), () -> left + " without " + element);
        }
    }

    private static boolean fails(List<Set<Integer>> causes, List<Integer> some) {
        return causes.stream().anyMatch(some::containsAll);
    }
}
