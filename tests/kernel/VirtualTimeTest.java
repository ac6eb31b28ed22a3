package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.source.Guard.NodeEnded;
import bench.world.Randomness;
import bench.world.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clock of a simulated world, and what is left to chance in it. */
class VirtualTimeTest {
    private static VirtualTime time(long seed) {
        return new VirtualTime(new Randomness(seed).stream("ties"));
    }

    // ---- the clock ----

    @Test
    void tasksRunInTheOrderOfTheirTimesAndAtTheirTimes() throws InterruptedException {
        var time = time(1);
        var times = new ArrayList<Long>();
        for (long nanos : new long[] {50, 10, 30, 20, 40}) time.after(nanos, () -> times.add(time.nanoTime()));
        time.run();
        assertEquals(List.of(10L, 20L, 30L, 40L, 50L), times);
    }

    @Test
    void delaysCountFromTheTaskThatAsks() throws InterruptedException {
        var time = time(1);
        var times = new ArrayList<Long>();
        time.after(10, () -> time.after(5, () -> time.after(0, () -> times.add(time.nanoTime()))));
        time.run();
        assertEquals(List.of(15L), times);
    }

    @Test
    void timeNeverGoesBack() throws InterruptedException {
        var time = time(1);
        var times = new ArrayList<Long>();
        time.after(10, () -> time.after(-7, () -> times.add(time.nanoTime())));
        time.run();
        assertEquals(List.of(10L), times);
    }

    @Test
    void twoCenturiesTakeNoTime() throws InterruptedException {
        var time = time(1);
        long century = 100L * 365 * 24 * 3600 * 1_000_000_000;
        time.after(century, () -> time.after(century, () -> {}));
        time.run();
        assertEquals(2 * century, time.nanoTime());
    }

    private static List<Integer> orderOfOneInstant(long seed) throws InterruptedException {
        var time = time(seed);
        var order = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            time.after(7, () -> order.add(number));
        }
        time.run();
        return order;
    }

    @Test
    void theSeedOrdersWhatHappensAtTheSameInstant() throws InterruptedException {
        var orders = new HashSet<List<Integer>>();
        for (long seed = 0; seed < 2000; seed++) {
            orders.add(orderOfOneInstant(seed));
            assertEquals(orderOfOneInstant(seed), orderOfOneInstant(seed));
        }
        assertEquals(120, orders.size(), "all 5! orders");
    }

    @Test
    void whoNeverLetsTimePassIsEnded() {
        var time = time(1);
        var again = new Runnable() {
            @Override
            public void run() {
                time.after(0, this);
            }
        };
        time.after(1, again);
        assertThrows(NodeEnded.class, time::run);
    }

    @Test
    void manyTasksAreFineAsLongAsTimePasses() throws InterruptedException {
        var time = time(1);
        var ran = new int[1];
        for (int i = 0; i < 300_000; i++) time.after(i, () -> time.after(0, () -> ran[0]++));
        time.run();
        assertEquals(300_000, ran[0]);
    }

    // ---- chance ----

    private static List<Long> draws(long seed, String name) {
        var random = new Randomness(seed).stream(name);
        return Stream.generate(random::nextLong).limit(100).toList();
    }

    @Test
    void aStreamIsDecidedBySeedAndName() {
        assertEquals(draws(5, "latency"), draws(5, "latency"));
        assertNotEquals(draws(5, "latency"), draws(6, "latency"));
        assertNotEquals(draws(5, "latency"), draws(5, "ties"));
    }

    @Test
    void oneStreamDoesNotChangeAnother() {
        var randomness = new Randomness(5);
        var one = randomness.stream("latency");
        var other = randomness.stream("ties");
        var drawn = new ArrayList<Long>();
        for (int i = 0; i < 100; i++) {
            for (int more = 0; more < i % 3; more++) one.nextLong();
            drawn.add(other.nextLong());
        }
        assertEquals(draws(5, "ties"), drawn);
    }

    /** Streams of neighbouring seeds, and of neighbouring names, differ in half of their bits. */
    @Test
    void neighboursHaveNothingInCommon() {
        for (long seed = 0; seed < 50; seed++) {
            assertDifferent(draws(seed, "latency"), draws(seed + 1, "latency"));
            assertDifferent(draws(seed, "node n0"), draws(seed, "node n1"));
            assertDifferent(draws(seed, "node n1"), draws(seed + 1, "node n0"));
        }
    }

    private static void assertDifferent(List<Long> one, List<Long> other) {
        assertTrue(Collections.disjoint(one, other), "the same draws, shifted");
        int bits = IntStream.range(0, 100)
                .map(i -> Long.bitCount(one.get(i) ^ other.get(i)))
                .sum();
        assertEquals(3200, bits, 240, "bits that differ of 6400");
    }

    /** What is left out at one moment changes nothing at another, whatever was drawn there. */
    @Test
    void momentsDoNotChangeOneAnother() throws InterruptedException {
        var all = drawsByMoment(draw -> true);
        assertEquals(6, all.values().stream().flatMap(List::stream).distinct().count());
        var fewer = drawsByMoment(draw -> draw != 1);
        fewer.forEach(
                (moment, draws) -> assertEquals(moment == 10 ? all.get(10L).subList(0, 1) : all.get(moment), draws));
    }

    /** Draws twice at each of three moments, as far as a draw is wanted. */
    private static Map<Long, List<Long>> drawsByMoment(IntPredicate wanted) throws InterruptedException {
        var time = time(1);
        var random = new Randomness(7).stream("latency", time::nanoTime);
        var drawn = new TreeMap<Long, List<Long>>();
        for (int i = 0; i < 6; i++) {
            int draw = i;
            if (!wanted.test(draw)) continue;
            time.after(
                    10L * (1 + draw / 2),
                    () -> drawn.computeIfAbsent(time.nanoTime(), now -> new ArrayList<>())
                            .add(random.nextLong()));
        }
        time.run();
        return drawn;
    }

    @Test
    void noTwoPartsOfAWorldShareAStream() {
        var names = new ArrayList<>(List.of("ties", "latency", "nemesis", "generator", "crew"));
        for (var service : List.of("lin-kv", "seq-kv", "lww-kv", "lin-tso")) names.add("node " + service);
        for (int i = 0; i < 5000; i++) names.addAll(List.of("node n" + i, "node c" + i));
        var byFirstDraw = new HashMap<Long, String>();
        for (var name : names) {
            var before = byFirstDraw.put(new Randomness(1).stream(name).nextLong(), name);
            assertEquals(null, before, name);
        }
    }
}
