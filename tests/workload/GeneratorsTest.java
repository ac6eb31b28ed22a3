package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.EchoChecker.Echo;
import bench.checker.UniqueIdsChecker.Generate;
import bench.checker.counter.CounterAction;
import bench.checker.set.SetAction;
import bench.workload.Generator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorsTest {
    private static final int MANY = 10_000;

    private static <A> Generator<A> generator(String workload) {
        return Table.<A>workload(workload).generator(Table.options(), new SplittableRandom(5));
    }

    private static <A> List<A> actions(Generator<A> generator) {
        return IntStream.range(0, MANY).mapToObj(i -> generator.next(i % 4, i)).toList();
    }

    private static void assertNear(double expected, double actual) {
        assertEquals(expected, actual, expected / 10);
    }

    @Test
    void echoesOneOf128Texts() {
        var texts = new TreeSet<String>();
        for (var echo : actions(GeneratorsTest.<Echo>generator("echo"))) texts.add((String) echo.value());
        assertEquals(128, texts.size());
        assertTrue(texts.contains("Please echo 0") && texts.contains("Please echo 127"));
    }

    @Test
    void asksForIds() {
        assertEquals(new Generate(null), generator("unique-ids").next(0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "unique-ids"})
    void hasNoFinalPhase(String workload) {
        assertEquals(false, generator(workload).hasFinalPhase());
    }

    @Test
    void broadcastsTheNaturalNumbersAndReadsAsOften() {
        var actions = actions(GeneratorsTest.<SetAction>generator("broadcast"));
        var values = actions.stream()
                .filter(SetAction.Broadcast.class::isInstance)
                .map(a -> ((SetAction.Broadcast) a).value());
        var sent = values.toList();
        assertEquals(LongStream.range(0, sent.size()).boxed().toList(), sent);
        assertNear(MANY / 2.0, sent.size());
        assertEquals(
                MANY - sent.size(),
                actions.stream().filter(new SetAction.Read(null)::equals).count());
    }

    @Test
    void addsElementsToASetAsItBroadcastsValues() {
        var actions = actions(GeneratorsTest.<SetAction>generator("g-set"));
        var added = actions.stream().filter(SetAction.Add.class::isInstance).toList();
        assertEquals(new SetAction.Add(added.size() - 1), added.getLast());
        assertNear(MANY / 2.0, added.size());
    }

    @Test
    void addsFromMinusFiveToFourToACounter() {
        var adds = adds("pn-counter");
        assertEquals(LongStream.rangeClosed(-5, 4).boxed().toList(), List.copyOf(new TreeSet<>(adds)));
        assertNear(MANY / 2.0, adds.size());
    }

    @Test
    void readsAGrowingCounterTwiceForEachAdd() {
        var adds = adds("g-counter");
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), List.copyOf(new TreeSet<>(adds)));
        assertNear(MANY / 3.0, adds.size());
    }

    private static List<Long> adds(String workload) {
        return actions(GeneratorsTest.<CounterAction>generator(workload)).stream()
                .filter(CounterAction.Add.class::isInstance)
                .map(action -> ((CounterAction.Add) action).value())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broadcast", "g-set", "g-counter", "pn-counter"})
    void readsOnceAThreadAtTheEnd(String workload) {
        var generator = generator(workload);
        assertTrue(generator.hasFinalPhase());
        boolean isCounter = workload.endsWith("counter");
        var read = isCounter ? new CounterAction.Read(null, true) : new SetAction.Read(null);
        assertEquals(read, generator.nextFinal(2, 0));
        assertNull(generator.nextFinal(2, 0));
        assertNull(generator.nextFinal(6, 0), "the process after 2 on the same of four threads");
        assertEquals(read, generator.nextFinal(7, 0));
    }
}
