package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Anomaly;
import bench.checker.Checker;
import bench.checker.Evidence;
import bench.checker.counter.CounterChecker;
import bench.checker.kafka.KafkaChecker;
import bench.checker.linearizable.LinearizabilityChecker;
import bench.checker.set.SetAction;
import bench.checker.set.SetAction.Add;
import bench.checker.set.SetAction.Read;
import bench.checker.set.SetChecker;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.RegisterChecker;
import bench.history.History;
import histories.Recorded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an anomaly is told of is also there as data: the lines of the history, the key and the value. */
class EvidenceTest {
    private static <A> List<Anomaly> evident(Checker<A> checker, History<A> history) {
        var anomalies = checker.check(history).anomalies();
        for (var anomaly : anomalies) {
            if (anomaly.type().equals("nothing-shared")) continue; // that is what no line shows
            assertTrue(!anomaly.evidence().lines().isEmpty(), anomaly::toString);
            for (int line : anomaly.evidence().lines()) {
                var op = history.ops().get(line);
                assertTrue(anomaly.text().contains("process " + op.process()), () -> op + " in " + anomaly);
            }
        }
        return anomalies;
    }

    @Test
    void theLinesAreThoseOfTheProcessesNamed() throws IOException {
        var anomalies = new ArrayList<Anomaly>();
        anomalies.addAll(evident(new SetChecker(), Recorded.sets("gset-lost")));
        anomalies.addAll(evident(new CounterChecker(), Recorded.counters("pn-max")));
        anomalies.addAll(evident(new KafkaChecker(), Recorded.logs("kafka-lost")));
        anomalies.addAll(evident(new LinearizabilityChecker(), Recorded.singleKeys("linkv-stale")));
        for (var run : List.of("append-abort", "append-retry-dup", "append-two-nodes", "append-write-skew"))
            anomalies.addAll(evident(new ListAppendChecker(List.of("strict-serializable"), 8, 2), Recorded.lists(run)));
        for (var run : List.of("rw-abort", "rw-internal-rc", "rw-stale", "rw-two-nodes"))
            anomalies.addAll(
                    evident(new RegisterChecker(List.of("strict-serializable"), 8, 2), Recorded.registers(run)));
        var types = anomalies.stream().map(Anomaly::type).distinct().toList();
        assertTrue(types.size() > 20, types::toString);
    }

    @Test
    void aLostValueIsShownByItsAcknowledgementAndTheReadThatMissedIt() {
        var history = new Recorder<SetAction>()
                .done(0, new Add(7), new Add(7))
                .done(1, new Read(null), new Read(List.of(7)))
                .done(1, new Read(null), new Read(List.of()))
                .history();
        assertEquals(
                new Evidence(List.of(1, 4), null, 7L),
                new SetChecker().check(history).anomalies().getFirst().evidence());
    }

    @Test
    void aReadOfAnAbortedWriteIsShownByBothTransactions() {
        var history = new TxnHistory().fail(0, "[w 5 1]").ok(1, "[r 6 nil] [r 5 1]");
        assertEquals(
                new Evidence(List.of(2, 0), 5L, 1L),
                history.registers("read-committed").anomalies().getFirst().evidence());
    }
}
