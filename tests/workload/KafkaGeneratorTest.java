package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.kafka.KafkaAction;
import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Crash;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Polled;
import bench.checker.kafka.KafkaAction.Send;
import bench.checker.kafka.KafkaAction.Sent;
import bench.history.Op;
import bench.workload.Generator;
import bench.workload.Options.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KafkaGeneratorTest {
    private static final int MANY = 64_000;
    private static final int THREADS = 4;
    private static final int WRITES = 16;

    private final Generator<KafkaAction> generator = Table.<KafkaAction>workload("kafka")
            .generator(Table.options(2, THREADS, Topology.GRID, WRITES), new SplittableRandom(3));

    /** @param pauseMillis between two of them */
    private List<KafkaAction> actions(int count, long pauseMillis) {
        var actions = new ArrayList<KafkaAction>();
        for (int i = 0; i < count; i++) actions.add(generator.next(i % THREADS, i * pauseMillis * 1_000_000));
        return actions;
    }

    private static <T> List<T> those(Class<T> kind, List<KafkaAction> actions) {
        return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void ok(int process, KafkaAction action) {
        generator.observe(new Op<>(0, 0, process, Op.Type.OK, action, null));
    }

    private void sent(String key, long offset) {
        ok(0, new Send(new Sent(key, offset, 1)));
    }

    private void polled(int process, String key, long offset) {
        ok(process, new Poll(new Polled(Map.of(key, List.of(new Entry(offset, 1))))));
    }

    @Test
    void sendsAndPollsAlikeAndAssignsOnceIn64() {
        var actions = actions(MANY, 1);
        assertEquals(MANY / 64.0, those(Assign.class, actions).size(), 120);
        // A write to a key that has had its sixteen is drawn again, perhaps as a read: there are 16 sends to 17 polls.
        double accesses = MANY * 63.0 / 64;
        assertEquals(accesses * 16 / 33, those(Send.class, actions).size(), 500);
        assertEquals(accesses * 17 / 33, those(Poll.class, actions).size(), 500);
    }

    @Test
    void crashesEachClientEvery30Seconds() {
        var crashes = those(Crash.class, actions(30_000, 100)); // 3000 s of four clients
        assertEquals(400, crashes.size(), 60);
    }

    @Test
    void sendsTheNaturalNumbersToAKeyUpToItsLastAndNeverAgain() {
        var byKey = new TreeMap<String, List<Long>>();
        for (var send : those(Send.class, actions(MANY, 1)))
            byKey.computeIfAbsent(send.value().key(), key -> new ArrayList<>())
                    .add((Long) send.value().message());
        for (var messages : byKey.values()) {
            assertTrue(messages.size() <= WRITES);
            assertEquals(LongStream.rangeClosed(1, messages.size()).boxed().toList(), messages);
        }
        long full = byKey.values().stream()
                .filter(messages -> messages.size() == WRITES)
                .count();
        assertTrue(full >= byKey.size() - 10, "all keys but the ten in use are full");
    }

    @Test
    void usesLaterKeysOfTheTenMoreOften() {
        var uses = new TreeMap<String, Integer>();
        for (int seed = 0; seed < 2000; seed++) {
            var fresh = Table.<KafkaAction>workload("kafka").generator(Table.options(), new SplittableRandom(seed));
            KafkaAction action = fresh.next(0, 0);
            if (action instanceof Send(var sent)) uses.merge(sent.key(), 1, Integer::sum);
        }
        assertTrue(uses.get("9") > 1.5 * uses.get("8") && uses.get("8") > 1.3 * uses.get("7"), uses::toString);
    }

    @Test
    void assignsTheKeyThatIsNext() {
        var actions = actions(MANY, 1);
        for (int i = 0; i + 1 < actions.size(); i++)
            if (actions.get(i) instanceof Assign assign && actions.get(i + 1) instanceof Send(var sent))
                assertEquals(List.of(sent.key()), assign.value());
        assertTrue(those(Assign.class, actions).stream().noneMatch(assign -> assign.seekToBeginning()));
    }

    @Test
    void assignsEveryThirdTimeKeysThatWereNotPolledToTheEnd() {
        sent("behind", 5);
        polled(1, "behind", 4);
        sent("never", 0);
        sent("seen", 3);
        polled(1, "seen", 3);
        var assigns = those(Assign.class, actions(MANY, 1));
        var catchingUp = assigns.stream()
                .filter(assign -> assign.value().contains("behind"))
                .toList();
        assertEquals(assigns.size() / 3.0, catchingUp.size(), 60);
        assertTrue(catchingUp.stream().allMatch(assign -> assign.value().contains("never")));
        assertTrue(assigns.stream().noneMatch(assign -> assign.value().contains("seen")));
        assertTrue(assigns.stream()
                .allMatch(assign ->
                        new HashSet<>(assign.value()).size() == assign.value().size()));
        polled(2, "behind", 5);
        assertTrue(those(Assign.class, actions(MANY, 1)).stream()
                .noneMatch(assign -> assign.value().contains("behind")));
    }

    @Test
    void asksNothingAtTheEndWhereNothingIsKnown() {
        assertTrue(generator.hasFinalPhase());
        assertNull(generator.nextFinal(0, 0));
    }

    @Test
    void crashesAssignsAllAndPollsUntilTheLastOffsetsAreSeen() {
        sent("a", 5);
        sent("b", 0);
        polled(3, "a", 7);
        assertEquals(new Crash(null), generator.nextFinal(0, 0));
        assertEquals(new Assign(List.of("a", "b"), true, null), generator.nextFinal(4, 0));
        assertEquals(Duration.ZERO, generator.finalPause(4));
        assertEquals(new Poll(Polled.NOTHING_YET), generator.nextFinal(4, 0));
        polled(4, "a", 7);
        assertEquals(new Poll(Polled.NOTHING_YET), generator.nextFinal(4, 0));
        polled(5, "b", 0); // by another thread
        assertEquals(new Poll(Polled.NOTHING_YET), generator.nextFinal(4, 0));
        polled(4, "b", 0);
        assertNull(generator.nextFinal(4, 0));
        assertEquals(new Crash(null), generator.nextFinal(1, 0));
    }

    @Test
    void givesUpAfterTenSeconds() {
        sent("a", 5);
        generator.nextFinal(0, 0);
        generator.nextFinal(0, 0);
        assertEquals(new Poll(Polled.NOTHING_YET), generator.nextFinal(0, 9_999_999_999L));
        assertNull(generator.nextFinal(0, 10_000_000_000L));
    }

    @Test
    void pausesAFifthOfASecondOnAverageBetweenFinalPolls() {
        sent("a", 5);
        for (int i = 0; i < 3; i++) generator.nextFinal(0, 0);
        double sumSeconds = 0;
        for (int i = 0; i < 1000; i++) {
            long nanos = generator.finalPause(0).toNanos();
            assertFalse(nanos < 0 || nanos > 400_000_000);
            sumSeconds += nanos / 1e9;
        }
        assertEquals(0.2, sumSeconds / 1000, 0.02);
    }
}
