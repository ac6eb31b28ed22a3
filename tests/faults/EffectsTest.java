package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.world.faults.Act;
import bench.world.faults.Cut;
import bench.world.faults.Effect;
import bench.world.faults.Fates;
import bench.world.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import kernel.Lab;
import kv.Kv;
import node.Notice;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;

/** Each fault does what it says, for as long as it lasts, and spares those that it is not about. */
class EffectsTest {
    record Note(int number) implements Notice {}

    record Ask() implements Request<AskOk> {}

    record AskOk() {}

    record Wait(int millis) implements Request<WaitOk> {}

    record WaitOk() {}

    /** Notes what it is told, and when, by the time and by its own clock. */
    private static final class Diary extends Lab.Member {
        private final List<Integer> numbers = new ArrayList<>();
        private final List<Double> millis = new ArrayList<>();
        private final List<Integer> waited = new ArrayList<>();

        Diary(Lab lab) {
            on(Note.class, m -> {
                numbers.add(m.number());
                millis.add(lab.millis());
            });
            on(Ask.class, m -> new AskOk());
            on(Wait.class, m -> {
                sleep(Duration.ofMillis(m.millis()));
                waited.add(m.millis());
                return new WaitOk();
            });
        }
    }

    private final Lab lab = new Lab("--node-count 3", 1);
    private final Diary n0 = lab.settle("n0", new Diary(lab));
    private final Diary n1 = lab.settle("n1", new Diary(lab));
    private final Diary n2 = lab.settle("n2", new Diary(lab));
    private final Lab.Member client = lab.settle("c9");

    private static Act act(Fault fault, Effect effect) {
        return new Act(fault, 0, effect);
    }

    private void pass(int millis) {
        client.sleep(Duration.ofMillis(millis));
    }

    /** Sends a note from each node to each other, as the number of its sender, and one of the client's to each. */
    private void exchangeNotes() {
        var nodes = List.of(n0, n1, n2);
        for (int i = 0; i < nodes.size(); i++) {
            for (var peer : nodes) if (peer != nodes.get(i)) nodes.get(i).send(peer.id(), new Note(i));
            client.send(nodes.get(i).id(), new Note(9));
        }
        pass(100);
    }

    private static Set<Integer> heard(Diary node) {
        return Set.copyOf(node.numbers);
    }

    // ---- cuts ----

    @Test
    void aNodeThatIsDeafIsHeard() {
        lab.world.begin(act(Fault.ONE_WAY, new Cut(Map.of("n1", Set.of("n0", "n2")))));
        lab.run(this::exchangeNotes);
        assertEquals(Set.of(9), heard(n1));
        assertEquals(Set.of(1, 2, 9), heard(n0));
        assertEquals(2, lab.world.network().damage().strikes(Fault.ONE_WAY));
    }

    @Test
    void oneWayCutsOneNodeFromAllServersInOneDirection() {
        var servers = List.of("n0", "n1", "n2", "seq-kv");
        var deaf = 0;
        for (int seed = 0; seed < 40; seed++) {
            var cut = Cut.oneWay(servers.subList(0, 3), List.of("seq-kv"), new SplittableRandom(seed));
            var pairs = new ArrayList<String>();
            for (var src : servers) for (var dest : servers) if (cut.separates(src, dest)) pairs.add(src + " " + dest);
            assertEquals(3, pairs.size(), pairs.toString());
            var isDeaf =
                    pairs.stream().map(pair -> pair.split(" ")[1]).distinct().count() == 1;
            var isMute =
                    pairs.stream().map(pair -> pair.split(" ")[0]).distinct().count() == 1;
            assertTrue(isDeaf ^ isMute, pairs.toString());
            if (isDeaf) deaf++;
        }
        assertEquals(20, deaf, 12);
    }

    @Test
    void aCutLinkIsOneThatWasUsed() {
        lab.run(() -> {
            var network = lab.world.network();
            network.tempt(new Fates(Set.of(), Set.of(), new SplittableRandom(1)));
            assertEquals(
                    Map.of(),
                    Cut.link(network.lastLinks(), new SplittableRandom(1)).deafTo());
            n2.send("n0", new Note(2));
            client.send("n1", new Note(9));
            pass(100);
            lab.world.begin(act(Fault.LINK, Cut.link(network.lastLinks(), new SplittableRandom(1))));
            n0.numbers.clear();
            n1.numbers.clear();
            exchangeNotes();
        });
        assertEquals(Set.of(1, 9), heard(n0));
        assertEquals(Set.of(0, 2, 9), heard(n1));
        assertEquals(Set.of(1, 9), heard(n2));
        assertEquals(2, lab.world.network().damage().strikes(Fault.LINK));
    }

    // ---- single messages ----

    private static final RandomGenerator IN_THE_MIDDLE = () -> Long.MIN_VALUE; // its doubles are 0.5
    private static final double DELAY_MILLIS =
            Math.sqrt(1 * 5000); // in the middle of 1 ms and 5 s, by orders of magnitude

    /** Three notes to n1, of which {@code fault} befalls the second; then the notes in the order they came. */
    private List<Integer> befallSecondOfThree(Fault fault) {
        var fates = new Fates(Set.of(fault), Set.of(), IN_THE_MIDDLE);
        lab.world.network().tempt(fates);
        lab.run(() -> {
            n0.send("n1", new Note(1));
            client.send("n1", new Note(9));
            pass(10);
            fates.befallNext(fault);
            client.send("n1", new Note(9));
            n0.send("n1", new Note(2));
            pass(10);
            n0.send("n1", new Note(3));
            pass(1000);
        });
        assertEquals(1, lab.world.network().damage().strikes(fault));
        return n1.numbers.stream().filter(number -> number != 9).toList();
    }

    @Test
    void aLostMessageDoesNotCome() {
        assertEquals(List.of(1, 3), befallSecondOfThree(Fault.LOSS));
        assertEquals(1, lab.world.network().traffic().lost());
    }

    @Test
    void aMessageComesTwice() {
        assertEquals(List.of(1, 2, 3, 2), befallSecondOfThree(Fault.DUPLICATION));
        assertEquals(DELAY_MILLIS, n1.millis.getLast() - n1.millis.get(n1.numbers.indexOf(2)), 3);
    }

    @Test
    void aMessageIsOvertaken() {
        assertEquals(List.of(1, 3, 2), befallSecondOfThree(Fault.REORDERING));
        assertEquals(10 + DELAY_MILLIS, n1.millis.getLast() - n1.millis.getFirst(), 3);
    }

    @Test
    void aServiceDoesWhatItIsAskedAndItsAnswerIsLost() {
        var fates = new Fates(Set.of(Fault.SERVICE_TIMEOUT), Set.of(), IN_THE_MIDDLE);
        var kv = new Kv<>(n0, Kv.LIN, String.class);
        lab.world.network().tempt(fates);
        lab.run(() -> {
            fates.befallNext(Fault.SERVICE_TIMEOUT);
            n0.rpc("n1", new Ask()); // no service's message
            var error = assertThrows(RpcError.class, () -> kv.write("key", "value"));
            assertEquals(RpcError.TIMEOUT, error.code());
            assertEquals("value", kv.read("key").orElseThrow());
        });
        assertEquals(1, lab.world.network().damage().strikes(Fault.SERVICE_TIMEOUT));
    }

    /** What a fault strikes does not depend on which others there are. */
    @Test
    void eachFaultDrawsAsIfItWereAlone() {
        var all = fates(EnumSet.allOf(Fault.class));
        for (var fault : Fault.values()) {
            if (!fault.befallsSingleMessages()) continue;
            var expected = all.stream().filter(act -> act.fault() == fault).toList();
            assertTrue(expected.size() > 50, fault + ": " + expected.size());
            assertEquals(expected, fates(EnumSet.of(fault)));
        }
    }

    private static List<Act> fates(Set<Fault> faults) {
        var fates = new Fates(faults, Set.of(), new SplittableRandom(1));
        return IntStream.range(0, 10_000)
                .mapToObj(i -> fates.draw("lin-kv", "n1", i % 2 == 0, i))
                .flatMap(Optional::stream)
                .toList();
    }

    // ---- times ----

    // tag::spike[]
    @Test
    void aSpikeDelaysAllServers() {
        var spike = act(Fault.SPIKE, new Effect.Spike(500_000_000));
        lab.run(() -> {
            lab.world.begin(spike);
            n0.send("n1", new Note(1));
            client.send("n1", new Note(9));
            pass(100);
            lab.world.end(spike);
            n0.send("n1", new Note(2));
            pass(1000);
        });
        assertEquals(List.of(9, 2, 1), n1.numbers);
        assertEquals(500, n1.millis.get(2), 3);
    }
    // end::spike[]

    @Test
    void aSlowNodeTakesOneThingAfterTheOther() {
        var slow = act(Fault.SLOW, new Effect.Slow("n1", 50_000_000));
        lab.run(() -> {
            lab.world.begin(slow);
            client.send("n1", new Note(1));
            pass(5);
            client.send("n1", new Note(2));
            pass(5);
            n0.send("n1", new Note(3));
            n0.send("n2", new Note(4));
            pass(500);
            lab.world.end(slow);
            client.send("n1", new Note(5));
            pass(500);
        });
        assertEquals(List.of(1, 2, 3, 5), n1.numbers);
        for (int i = 0; i < 3; i++) assertEquals(50 * (i + 1), n1.millis.get(i), 4);
        assertEquals(510, n1.millis.get(3), 4);
        assertEquals(10, n2.millis.getFirst(), 4);
    }

    @Test
    void aPausedNodeGoesOnAsIfNothingHadBeen() {
        var pause = act(Fault.PAUSE, new Effect.Pause("n1"));
        var answered = new ArrayList<Double>();
        lab.run(() -> {
            client.go(() -> {
                client.rpc("n1", new Wait(300), Duration.ofSeconds(5));
                answered.add(lab.millis());
            });
            pass(100);
            lab.world.begin(pause);
            for (int i = 1; i <= 5; i++) {
                client.send("n1", new Note(i));
                pass(100);
            }
            assertEquals(List.of(), n1.numbers);
            assertEquals(List.of(), n1.waited, "the timer was due at 300 ms");
            lab.world.end(pause);
            n0.send("n1", new Note(6));
            pass(100);
        });
        assertEquals(List.of(1, 2, 3, 4, 5, 6), n1.numbers);
        assertEquals(600, n1.millis.getFirst(), 1, "at the end of the pause");
        assertEquals(600, n1.millis.get(4), 1, "all at once");
        assertEquals(List.of(300), n1.waited);
        assertEquals(600, answered.getFirst(), 4);
    }

    @Test
    void aPauseWithinSlownessLosesNothing() {
        var slow = act(Fault.SLOW, new Effect.Slow("n1", 50_000_000));
        var pause = act(Fault.PAUSE, new Effect.Pause("n1"));
        lab.run(() -> {
            lab.world.begin(slow);
            for (int i = 1; i <= 4; i++) {
                client.send("n1", new Note(i));
                pass(5);
            }
            lab.world.begin(pause);
            pass(10);
            lab.world.end(pause);
            pass(60);
            lab.world.begin(pause);
            pass(500);
            lab.world.end(slow);
            lab.world.end(pause);
            pass(100);
        });
        assertEquals(List.of(1, 2, 3, 4), n1.numbers);
        assertEquals(
                4,
                n1.millis.stream()
                        .filter(millis -> millis < 100 || millis > 585)
                        .count());
    }

    // ---- crashes ----

    @Test
    void aCrashedNodeIsGoneAndWithItAllThatItWasAbout() {
        var crash = act(Fault.CRASH, new Effect.Crash("n1"));
        var reborn = new Diary(lab);
        lab.run(() -> {
            n1.go(() -> n1.rpc("n0", new Wait(200)));
            client.go(() -> assertThrows(RpcError.class, () -> client.rpc("n1", new Wait(200))));
            client.send("n1", new Note(1));
            pass(100);
            lab.world.begin(crash);
            client.send("n1", new Note(2));
            n0.send("n1", new Note(3));
            pass(400);
            lab.world.end(crash);
            lab.settle("n1", reborn);
            client.send("n1", new Note(4));
            pass(100);
            assertEquals(new AskOk(), n0.rpc("n1", new Ask()));
            pass(2000);
        });
        assertEquals(List.of(1), n1.numbers);
        assertEquals(List.of(), n1.waited, "a handler that awaited");
        assertEquals(List.of(200), n0.waited);
        assertEquals(List.of(4), reborn.numbers);
    }

    /** An id drawn in one life must not be drawn in the next, even if that begins in the same moment. */
    @Test
    void eachLifeHasLuckOfItsOwn() {
        var crash = act(Fault.CRASH, new Effect.Crash("n1"));
        var drawn = new HashSet<Long>();
        lab.run(() -> {
            var life = n1;
            for (int i = 0; i < 3; i++) {
                pass(10);
                for (int draw = 0; draw < 3; draw++) drawn.add(life.random().nextLong());
                lab.world.begin(crash);
                lab.world.end(crash);
                life = lab.settle("n1", new Diary(lab));
                drawn.add(life.random().nextLong()); // its first one was the number of its first message
            }
        });
        assertEquals(12, drawn.size());
    }

    @Test
    void whoComesBackDuringAPauseIsPaused() {
        var pause = act(Fault.PAUSE, new Effect.Pause("n1"));
        var crash = act(Fault.CRASH, new Effect.Crash("n1"));
        var reborn = new Diary(lab);
        lab.run(() -> {
            lab.world.begin(pause);
            lab.world.begin(crash);
            lab.world.end(crash);
            lab.settle("n1", reborn);
            client.send("n1", new Note(1));
            pass(100);
            assertEquals(List.of(), reborn.numbers);
            lab.world.end(pause);
            pass(100);
        });
        assertEquals(List.of(1), reborn.numbers);
    }

    @Test
    void whoComesBackToASlowPlaceIsSlow() {
        var crash = act(Fault.CRASH, new Effect.Crash("n1"));
        var reborn = new Diary(lab);
        lab.run(() -> {
            lab.world.begin(act(Fault.SLOW, new Effect.Slow("n1", 50_000_000)));
            lab.world.begin(crash);
            lab.world.end(crash);
            lab.settle("n1", reborn);
            client.send("n1", new Note(1));
            pass(100);
        });
        assertEquals(50, reborn.millis.getFirst(), 4);
    }

    // ---- clocks ----

    @Test
    void aClockJumpsAndJumpsBackAndTimersDoNotMind() {
        var clock = act(Fault.CLOCK, new Effect.Clock("n1", -3_600_000_000_000L));
        lab.run(() -> {
            var before = n1.now();
            assertEquals(before, n0.now());
            lab.world.begin(clock);
            assertEquals(before.minusSeconds(3600), n1.now());
            assertEquals(before, n0.now());
            n1.sleep(Duration.ofMillis(100));
            assertEquals(100, lab.millis(), 1);
            lab.world.end(clock);
            assertEquals(before.plusMillis(100), n1.now());
        });
    }
}
