package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.source.Guard.NodeEnded;
import bench.world.Warning;
import bench.world.faults.Act;
import bench.world.faults.Cut;
import bench.world.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kv.Kv;
import node.Notice;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How messages travel, and which are lost and counted. */
class NetworkTest {
    record Note(int number) implements Notice {}

    record Ask() implements Request<AskOk> {}

    record AskOk() {}

    /** Notes what comes, and when. */
    private static final class Mailbox extends Lab.Member {
        private final Lab lab;
        private final List<Integer> numbers = new ArrayList<>();
        private final List<Double> millis = new ArrayList<>();

        Mailbox(Lab lab) {
            this.lab = lab;
            on(Note.class, m -> {
                numbers.add(m.number());
                millis.add(lab.millis());
            });
            on(Ask.class, m -> new AskOk());
        }
    }

    private static Lab lab(String options) {
        return new Lab("--node-count 2 " + options, 1);
    }

    private static Act deaf(String receiver, String sender) {
        return new Act(Fault.LINK, 0, new Cut(Map.of(receiver, Set.of(sender))));
    }

    // ---- latency ----

    /** Times of {@code count} messages from {@code src} to {@code dest}, sent one at a time. */
    private static List<Double> travelMillis(String options, String src, String dest, int count) {
        var lab = lab(options);
        var sender = lab.settle(src);
        var receiver = lab.settle(dest, new Mailbox(lab));
        var begun = new ArrayList<Double>();
        lab.run(() -> {
            for (int i = 0; i < count; i++) {
                begun.add(lab.millis());
                sender.send(dest, new Note(i));
                sender.sleep(Duration.ofSeconds(10));
            }
        });
        var travel = new ArrayList<Double>();
        for (int i = 0; i < count; i++) travel.add(receiver.millis.get(i) - begun.get(i));
        return travel;
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Means in whole milliseconds lose half of one; passing a message on adds 0.63 ms on average. */
    @ParameterizedTest
    @CsvSource({"constant, 100, 100.63", "uniform, 100, 100.13", "exponential, 100, 100.13", "uniform, 20, 20.13"})
    void latencyHasTheMeanThatWasAskedFor(String dist, int latency, double expected) {
        var travel = travelMillis("--latency " + latency + " --latency-dist " + dist, "n0", "n1", 4000);
        assertEquals(expected, mean(travel), 0.05 * expected, dist);
    }

    @Test
    void constantLatencyIsConstant() {
        for (var millis : travelMillis("--latency 100", "n0", "n1", 500))
            assertTrue(millis >= 100.1 && millis <= 102.0, millis + " ms");
    }

    @Test
    void uniformLatencyIsSpreadEvenlyUpToTwiceTheMean() {
        var travel = travelMillis("--latency 100 --latency-dist uniform", "n0", "n1", 4000);
        assertTrue(travel.stream().allMatch(millis -> millis >= 0.1 && millis < 202), "a range of 200 ms");
        for (int decile = 0; decile < 10; decile++) {
            int from = 20 * decile;
            assertEquals(
                    400,
                    travel.stream()
                            .filter(millis -> millis >= from && millis < from + 20)
                            .count(),
                    100,
                    "from " + from);
        }
    }

    @Test
    void exponentialLatencyHasALongTail() {
        var travel = travelMillis("--latency 100 --latency-dist exponential", "n0", "n1", 4000);
        assertEquals(
                4000 * Math.exp(-1),
                travel.stream().filter(millis -> millis > 100).count(),
                120);
        assertEquals(
                4000 * Math.exp(-3),
                travel.stream().filter(millis -> millis > 300).count(),
                60);
    }

    @Test
    void clientsKnowNoLatency() {
        for (var millis : travelMillis("--latency 100 --latency-dist exponential", "c5", "n1", 500))
            assertTrue(millis >= 0.1 && millis <= 2, millis + " ms");
    }

    @Test
    void norDoWhatTheyAreAnswered() {
        var lab = lab("--latency 100 --latency-dist exponential");
        var client = lab.settle("c5");
        lab.settle("n1", new Mailbox(lab));
        lab.run(() -> {
            for (int i = 0; i < 500; i++) {
                double begunMillis = lab.millis();
                client.rpc("n1", new Ask());
                double tookMillis = lab.millis() - begunMillis;
                assertTrue(tookMillis >= 0.2 && tookMillis <= 4, tookMillis + " ms");
            }
        });
    }

    @Test
    void servicesAreAsFarAwayAsServers() {
        var lab = lab("--latency 100");
        var store = new Kv<>(lab.settle("n0"), Kv.LIN, Integer.class);
        lab.run(() -> {
            store.read("x");
            assertTrue(lab.millis() >= 200.2 && lab.millis() <= 204, lab.millis() + " ms");
        });
    }

    /** Without this no race could happen where latency is nothing. */
    @Test
    void messagesOvertakeEachOtherEvenWithoutLatency() {
        var lab = lab("--latency 0");
        var sender = lab.settle("n0");
        var receiver = lab.settle("n1", new Mailbox(lab));
        lab.run(() -> {
            for (int i = 0; i < 100; i++) sender.send("n1", new Note(i));
            sender.sleep(Duration.ofSeconds(1));
        });
        assertEquals(100, new HashSet<>(receiver.numbers).size());
        assertTrue(!receiver.numbers.equals(receiver.numbers.stream().sorted().toList()), "in order");
        assertTrue(receiver.millis.stream().allMatch(millis -> millis >= 0.1 && millis <= 2), "within 2 ms");
    }

    // ---- partitions ----

    @Test
    void aCutDropsMessagesInItsDirectionOnly() {
        var lab = lab("");
        var one = lab.settle("n0", new Mailbox(lab));
        var two = lab.settle("n1", new Mailbox(lab));
        lab.world.begin(deaf("n1", "n0"));
        lab.run(() -> {
            one.send("n1", new Note(1));
            two.send("n0", new Note(2));
            one.sleep(Duration.ofSeconds(1));
        });
        assertEquals(List.of(), two.numbers);
        assertEquals(List.of(2), one.numbers);
        assertEquals(1, lab.world.network().traffic().lost());
    }

    /** Of what is lost only messages between servers count: a client's that a crash swallowed says nothing of them. */
    @Test
    void nothingArrivedWhereEveryMessageBetweenServersWasLost() {
        var lab = lab("--node-count 2");
        var one = lab.settle("n0", new Mailbox(lab));
        lab.settle("n1", new Mailbox(lab));
        var client = lab.settle("c5");
        var traffic = lab.world.network().traffic();
        lab.world.begin(deaf("n1", "c5"));
        var cut = deaf("n1", "n0");
        lab.world.begin(cut);
        lab.run(() -> {
            client.send("n1", new Note(1));
            one.sleep(Duration.ofSeconds(1));
            assertEquals(false, traffic.neverArrived());
            one.send("n1", new Note(2));
            one.sleep(Duration.ofSeconds(1));
            assertEquals(true, traffic.neverArrived());
            lab.world.end(cut);
            one.send("n1", new Note(3));
            client.send("n1", new Note(4));
            one.sleep(Duration.ofSeconds(1));
            assertEquals(false, traffic.neverArrived());
        });
        assertEquals(1, traffic.lost());
    }

    // ---- how much a node may send ----

    private static final int FLOOD = 100_001;

    @Test
    void aNodeThatSendsSoMuchAtOnceFloods() {
        var lab = lab("--node-count 2 --rate 0");
        var sender = lab.settle("n0");
        lab.settle("n1", new Mailbox(lab));
        lab.run(() -> assertThrows(NodeEnded.class, () -> {
            for (int i = 0; i < FLOOD; i++) sender.send("n1", new Note(i));
        }));
    }

    @Test
    void aNodeThatSendsAsMuchInALongTimeDoesNot() {
        var lab = lab("--node-count 2 --rate 0");
        var sender = lab.settle("n0");
        lab.settle("n1", new Mailbox(lab));
        lab.run(() -> {
            for (int i = 0; i < FLOOD; i++) {
                sender.send("n1", new Note(i));
                if (i % 100 == 0) sender.sleep(Duration.ofSeconds(1));
            }
        });
        assertEquals(FLOOD, lab.world.network().traffic().servers());
    }

    /** An idle receiver takes a message at once, and then waits for its moment. */
    @Test
    void aMessageIsLostIfItIsTakenDuringTheCut() {
        var lab = lab("--latency 100");
        var sender = lab.settle("n0");
        var receiver = lab.settle("n1", new Mailbox(lab));
        var cut = deaf("n1", "n0");
        lab.run(() -> {
            sender.send("n1", new Note(1)); // taken before the cut comes
            sender.sleep(Duration.ofMillis(50));
            lab.world.begin(cut);
            sender.sleep(Duration.ofMillis(100));
            sender.send("n1", new Note(2)); // taken during the cut, due after it
            sender.sleep(Duration.ofMillis(50));
            lab.world.end(cut);
            sender.sleep(Duration.ofMillis(500));
        });
        assertEquals(List.of(1), receiver.numbers);
        assertEquals(1, lab.world.network().traffic().lost());
    }

    /** So it does in Maelstrom, whose clients' messages know no latency of their own. */
    @Test
    void aClientsMessageWaitsBehindTheOneThatIsTaken() {
        var lab = lab("--latency 100");
        var sender = lab.settle("n0");
        var client = lab.settle("c5");
        var receiver = lab.settle("n1", new Mailbox(lab));
        lab.run(() -> {
            sender.send("n1", new Note(1));
            sender.sleep(Duration.ofMillis(20));
            client.send("n1", new Note(2));
            sender.sleep(Duration.ofMillis(500));
        });
        assertEquals(List.of(1, 2), receiver.numbers);
        assertEquals(receiver.millis.get(0), receiver.millis.get(1), "the client's message is due already");
    }

    @Test
    void ofWaitingMessagesTheOneDueFirstIsTaken() {
        var lab = lab("--latency 100");
        var sender = lab.settle("n0");
        var client = lab.settle("c5");
        var receiver = lab.settle("n1", new Mailbox(lab));
        lab.run(() -> {
            sender.send("n1", new Note(1));
            sender.sleep(Duration.ofMillis(20));
            sender.send("n1", new Note(2)); // due after the next one, though sent before it
            sender.sleep(Duration.ofMillis(20));
            client.send("n1", new Note(3));
            sender.sleep(Duration.ofMillis(500));
        });
        assertEquals(List.of(1, 3, 2), receiver.numbers);
    }

    @Test
    void eachCutLastsUntilItEnds() {
        var lab = lab("");
        var sender = lab.settle("n0");
        var receiver = lab.settle("n1", new Mailbox(lab));
        var first = deaf("n1", "n0");
        var second = new Act(Fault.PARTITION, 0, first.effect());
        lab.run(() -> {
            lab.world.begin(first);
            lab.world.begin(second);
            lab.world.end(first);
            sender.send("n1", new Note(1));
            sender.sleep(Duration.ofSeconds(1));
            lab.world.end(second);
            sender.send("n1", new Note(2));
            sender.sleep(Duration.ofSeconds(1));
        });
        assertEquals(List.of(2), receiver.numbers);
    }

    @Test
    void servicesAndClientsAreNeverCutOff() {
        var lab = lab("");
        var node = lab.settle("n0", new Mailbox(lab));
        lab.settle("n1", new Mailbox(lab));
        var client = lab.settle("c5");
        lab.world.begin(deaf("n0", "n1"));
        lab.world.begin(deaf("n1", "n0"));
        lab.run(() -> {
            assertTrue(new Kv<>(node, Kv.SEQ, Integer.class).read("x").isEmpty());
            assertEquals(new AskOk(), client.rpc("n1", new Ask()));
            assertEquals(
                    RpcError.TIMEOUT,
                    assertThrows(RpcError.class, () -> node.rpc("n1", new Ask()))
                            .code());
        });
    }

    // ---- counts ----

    @Test
    void countsAllMessagesAndThoseWithoutAClient() {
        var lab = lab("");
        var node = lab.settle("n0", new Mailbox(lab));
        lab.settle("n1", new Mailbox(lab));
        var client = lab.settle("c5");
        lab.run(() -> {
            client.rpc("n0", new Ask()); // 2, none of a server
            node.rpc("n1", new Ask()); // 2
            new Kv<>(node, Kv.LIN, Integer.class).write("x", 1); // 2
            lab.world.begin(deaf("n1", "n0"));
            node.send("n1", new Note(1)); // 1, lost
            node.sleep(Duration.ofSeconds(1));
        });
        assertEquals(7, lab.world.network().traffic().all());
        assertEquals(5, lab.world.network().traffic().servers());
    }

    // ---- nobody there ----

    @Test
    void aMessageToNobodyIsNamed() {
        var lab = lab("");
        var node = lab.settle("n0");
        lab.run(() -> {
            node.send("n7", new Note(1));
            node.send("n7", new Note(2));
            node.sleep(Duration.ofSeconds(1));
        });
        assertEquals(Set.of("n0 sent a message to n7, which is nobody"), lab.world.failures());
    }

    @Test
    void aReplyToAClientThatHasLeftIsWarnedOf() {
        var lab = lab("");
        var node = lab.settle("n0");
        lab.settle("c5");
        lab.run(() -> {
            node.send("c5", new Note(1));
            lab.world.remove("c5");
            node.send("c5", new Note(2));
            node.sleep(Duration.ofSeconds(1));
        });
        assertEquals(Set.of(), lab.world.failures());
        assertEquals(
                List.of("late answer"),
                lab.world.warnings().keySet().stream().map(Warning::type).toList());
    }

    @Test
    void aMessageToAClientThatNeverWasIsTold() {
        var lab = lab("");
        var node = lab.settle("n0");
        lab.run(() -> node.send("c999", new Note(1)));
        assertEquals(Set.of("n0 sent a message to c999, which is nobody"), lab.world.failures());
        assertEquals(Map.of(), lab.world.warnings());
    }

    @Test
    void whoIsRemovedDoesNothingMore() {
        var lab = lab("");
        class Slow extends Lab.Member {
            Slow() {
                on(Ask.class, m -> {
                    sleep(Duration.ofSeconds(10));
                    return new AskOk();
                });
            }
        }
        var node = lab.settle("n0", new Slow());
        var client = lab.settle("c5");
        var done = new ArrayList<String>();
        lab.run(() -> {
            client.go(() -> {
                client.sleep(Duration.ofMillis(100));
                done.add("slept");
            });
            client.go(() -> {
                try {
                    client.rpc("n0", new Ask(), Duration.ofMillis(100));
                } catch (RpcError e) {
                    done.add("timed out");
                }
            });
            node.sleep(Duration.ofMillis(50));
            lab.world.remove("c5");
            node.sleep(Duration.ofSeconds(1));
        });
        assertEquals(List.of(), done);
    }
}
