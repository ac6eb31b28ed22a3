package checker;

import static checker.TxnHistory.failures;
import static checker.TxnHistory.text;
import static checker.TxnHistory.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Installation;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Simulation;
import bench.run.Trial;
import bench.workload.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import node.Node;
import node.Request;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What can be known of the order in which registers were written beyond what Maelstrom knows: it is a warning. */
class VersionOrderTest {
    private static final String RU = "read-uncommitted";
    private static final String SERIALIZABLE = "serializable";
    private static final String SESSION = "strong-session-serializable";
    private static final String STRICT = "strict-serializable";

    private final TxnHistory history = new TxnHistory();

    private void assertWarns(String model, String... anomalies) {
        assertEquals(List.of(), failures(history.registers(model)), model);
        assertEquals(List.of(anomalies), warnings(history.registers(model)), model);
    }

    // ---- in time ----

    @Test
    void aStaleReadIsAgainstRealTime() {
        history.ok(0, "[w 1 1]").ok(1, "[w 1 2]").ok(2, "[r 1 1]");
        assertWarns(SESSION);
        assertWarns(STRICT, "G-single-item-realtime");
        assertEquals(
                "T1 = process 1's [[w 1 2]] at 0.002 s, T2 = process 2's [[r 1 1]] at 0.004 s. T1 < T2, because T1 was"
                    + " complete 0.001 s before T2 was invoked; but T2 < T1, because T2 read key 1 = 1, and T1 wrote 2"
                    + " after 1 (which was there when process 0's [[w 1 1]] at 0.000 s was done, and 2 later, in"
                    + " process 1's [[w 1 2]] at 0.002 s): a contradiction!",
                text(history.registers(STRICT)));
    }

    @Test
    void aReadOfEitherOfTwoWritesUnderWayIsNot() {
        history.together("[w 1 1]", "[w 1 2]").ok(1, "[r 1 1]");
        assertWarns(STRICT);
    }

    @Test
    void readersShowTheOrderTooInWhichWritesTookEffect() {
        history.begin(0, "[w 1 1]")
                .begin(1, "[w 1 2]")
                .ok(2, "[r 1 1]")
                .ok(3, "[r 1 2]")
                .ok(4, "[r 1 1]");
        assertWarns(SESSION);
        assertWarns(STRICT, "G-single-item-realtime");
    }

    @Test
    void whatAllReadTwiceIsAgainstRealTimeHoweverManyVersionsThereAre() {
        for (int i = 0; i < 6; i++) history.begin(i, "[w 1 " + i + "]");
        for (int round = 0; round < 2; round++) for (int i = 0; i < 6; i++) history.ok(10 + i, "[r 1 " + i + "]");
        assertTrue(warnings(history.registers(STRICT)).contains("G-single-item-realtime"));
    }

    // ---- of a process ----

    @Test
    void aProcessThatReadsAnOldValueAfterANewOneHasGoneBack() {
        history.together("[w 1 1]", "[w 1 2]").ok(5, "[r 1 1]").ok(5, "[r 1 2]").ok(5, "[r 1 1]");
        assertWarns(SERIALIZABLE);
        assertWarns(SESSION, "G-single-item-process");
        assertTrue(text(history.registers(SESSION)).contains(" after 1 (one process met 1 in process 5's "));
    }

    @Test
    void twoProcessesMayGoAtTheirOwnPace() {
        history.together("[w 1 1]", "[w 1 2]")
                .ok(5, "[r 1 1]")
                .ok(5, "[r 1 2]")
                .ok(6, "[r 1 1]")
                .ok(6, "[r 1 2]");
        assertWarns(SESSION);
    }

    // ---- as declared ----

    private TxnHistory dirtyWrites() {
        return history.together("[w 1 1] [w 2 1]", "[w 1 2] [w 2 2]").ok(0, "[r 1 2]");
    }

    @Test
    void dirtyWritesAreSeenWhereANodeDeclaresTheirOrder() {
        dirtyWrites();
        assertWarns(RU);
        history.installs("n0", 1, 1, 2).installs("n0", 2, 2, 1);
        assertWarns(RU, "G0");
        assertEquals(
                "T1 = process 100's [[w 1 1], [w 2 1]] at 0.000 s, T2 = process 101's [[w 1 2], [w 2 2]] at 0.001 s."
                        + " T1 < T2, because T2 wrote 2 to key 1 over 1 (so says n0), which T1 wrote;"
                        + " but T2 < T1, because T1 wrote 1 to key 2 over 2 (so says n0), which T2 wrote:"
                        + " a contradiction!",
                text(history.registers(RU)));
    }

    @Test
    void nodesNeedNotInstallEveryVersion() {
        dirtyWrites()
                .installs("n0", 1, 1, 2)
                .installs("n1", 1, 2)
                .installs("n1", 2, 1, 2)
                .installs("n0", 2, 2);
        assertWarns(RU);
    }

    @Test
    void aNodeThatPutsAnOldVersionBackDeclaresNoOrder() {
        dirtyWrites().installs("n0", 1, 1, 2).installs("n0", 2, 1, 2, 1);
        assertWarns(RU);
    }

    @Test
    void aNodeMayForgetWhatItHadInAnEarlierLife() {
        dirtyWrites().installs("n0", 1, 1, 2).installs("n0", 2, 2).installs("n0 in its life 2", 2, 1);
        assertWarns(RU);
    }

    @Test
    void nodesThatInstallInDifferentOrdersContradictOneAnother() {
        dirtyWrites().installs("n0", 1, 1, 2).installs("n1", 1, 2, 1);
        assertWarns(RU, "cyclic-versions");
        assertEquals("key 1: n0 installed 2 over 1, n1 installed 1 over 2", text(history.registers(RU)));
    }

    @Test
    void aNodeThatContradictsWhatATransactionSaw() {
        history.ok(0, "[w 1 1]").ok(0, "[r 1 1] [w 1 2]").installs("n0", 1, 2, 1);
        assertWarns(RU, "cyclic-versions");
    }

    @Test
    void aWriteOverOneThatFailedIsADirtyUpdate() {
        history.ok(0, "[w 1 1]")
                .fail(0, "[w 1 2]")
                .ok(0, "[w 1 3]")
                .ok(0, "[r 1 3]")
                .installs("n0", 1, 1, 2, 3);
        assertWarns("read-committed", "dirty-update");
        assertEquals(
                "n0 installed 3 by process 0's [[w 1 3]] at 0.004 s over 2 by process 0's [[w 1 2]] at 0.002 s,"
                        + " which failed",
                text(history.registers("read-committed")));
    }

    // ---- from a node's log to the history ----

    @Test
    void aLineOfALogSaysWhatWasInstalled() {
        assertEquals(Optional.of(new Installation("n0", 5, "x")), Installation.in("n0", "installed [5, \"x\"]"));
        for (var line : List.of("installed a cache", "installed [5", "installed [5]", "[5, 6]", ""))
            assertEquals(Optional.empty(), Installation.in("n0", line), line);
    }

    private static final class Declaring extends Node {
        private record Txn(List<ArrayNode> txn) implements Request<TxnOk> {}

        private record TxnOk(List<ArrayNode> txn) {}

        private final Map<JsonNode, JsonNode> store = new HashMap<>();

        Declaring() {
            on(Txn.class, m -> {
                for (var step : m.txn()) {
                    if (step.get(0).stringValue().equals("w")) {
                        store.put(step.get(1), step.get(2));
                        log("installed " + List.of(step.get(1), step.get(2)));
                    } else if (store.containsKey(step.get(1))) step.set(2, store.get(step.get(1)));
                }
                return new TxnOk(m.txn());
            });
        }
    }

    @Test
    void whatNodesSayIsPartOfTheHistory() {
        var options = Arguments.parse("-w txn-rw-register --node-count 1 --rate 50 --time-limit 2", List.of());
        var trial = new Trial(options, Limits.NONE);
        var outcome = Simulation.run(Declaring::new, Workloads.named("txn-rw-register"), trial, 1);
        var installations = outcome.history().installations();
        assertTrue(installations.size() > 50, installations::toString);
        assertEquals(new Installation("n0", installations.getFirst().key(), 1), installations.getFirst());
        assertEquals(List.of(), outcome.anomalies());
        assertEquals(List.of(), outcome.log());
    }
}
