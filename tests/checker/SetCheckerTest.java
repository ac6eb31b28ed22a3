package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Anomaly.Severity;
import bench.checker.Findings;
import bench.checker.Quantiles;
import bench.checker.set.SetAction;
import bench.checker.set.SetAction.Add;
import bench.checker.set.SetAction.Broadcast;
import bench.checker.set.SetAction.Read;
import bench.checker.set.SetChecker;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetCheckerTest {
    private static final Read ASK = new Read(null);

    private final Recorder<SetAction> recorder = new Recorder<>();

    private Findings check() {
        return new SetChecker().check(recorder.history());
    }

    private static Read read(Object... values) {
        return new Read(List.of(values));
    }

    private void add(Object value) {
        recorder.done(0, new Broadcast(value), new Broadcast(value));
    }

    private static void assertOnly(String type, long count, Severity severity, Findings findings) {
        assertEquals(1, findings.anomalies().size(), findings.anomalies()::toString);
        var anomaly = findings.anomalies().getFirst();
        assertEquals(List.of(type, count, severity), List.of(anomaly.type(), anomaly.count(), anomaly.severity()));
    }

    @Test
    void passesAValueThatEveryReadSees() {
        add(0);
        recorder.done(1, ASK, read(0));
        assertEquals(List.of(), check().anomalies());
        assertEquals(new Quantiles(0, 0, 0, 0, 0), check().stableLatencyMillis());
        assertNull(check().vacuous());
    }

    @Test
    void losesAValueThatTheLastReadMisses() {
        add(0);
        add(1);
        recorder.done(1, ASK, read(0, 1)).done(2, ASK, read(1));
        assertOnly("lost", 1, Severity.FAILS, check());
        assertEquals(
                "value 0 was acknowledged to process 0 at 0.001 s; the last read, begun by process 2 at 0.006 s,"
                        + " missed it",
                check().anomalies().getFirst().text());
    }

    @Test
    void losesAValueOfUnknownOutcomeThatWasSeenOnce() {
        recorder.invoke(0, new Add("x")).info(0, new Add("x"));
        recorder.done(1, ASK, read("x")).done(1, ASK, read());
        assertOnly("lost", 1, Severity.FAILS, check());
        assertTrue(check().anomalies().getFirst().text().contains("was read by process 1"));
    }

    @Test
    void doesNotMissAValueOfUnknownOutcomeThatNobodySaw() {
        recorder.invoke(0, new Add(0)).info(0, new Add(0));
        add(1);
        recorder.done(1, ASK, read(1));
        assertEquals(List.of(), check().anomalies());
    }

    @Test
    void doesNotLoseAValueToAReadThatBeganBeforeItWasKnown() {
        recorder.invoke(1, ASK).invoke(0, new Add(0)).ok(0, new Add(0)).ok(1, read());
        assertEquals(List.of(), check().anomalies());
    }

    @Test
    void goesByWhenReadsBeginAndNotByWhenTheyEnd() {
        add(0);
        recorder.invoke(1, ASK).invoke(2, ASK).ok(2, read(0)).ok(1, read());
        assertEquals(List.of(), check().anomalies());
    }

    @Test
    void measuresFromKnownToTheLastReadThatMissesInWholeMillis() {
        recorder.invoke(0, new Add(0)).at(10).ok(0, new Add(0));
        recorder.at(50).invoke(1, ASK).at(60).ok(1, read());
        recorder.at(90).invoke(2, ASK).at(91).ok(2, read(0));
        recorder.at(95).invoke(0, new Add(1)).ok(0, new Add(1)).done(1, ASK, read(0, 1));
        assertEquals(List.of(), check().anomalies());
        assertEquals(new Quantiles(0, 40, 40, 40, 40), check().stableLatencyMillis());
    }

    @Test
    void knowsAValueFromTheFirstReadThatSawItWhereThatCameFirst() {
        recorder.invoke(0, new Add(0));
        recorder.at(10).invoke(1, ASK).at(20).ok(1, read(0));
        recorder.at(50).invoke(2, ASK).ok(2, read());
        recorder.at(60).ok(0, new Add(0));
        recorder.at(70).done(1, ASK, read(0));
        assertEquals(30, check().stableLatencyMillis().max());
    }

    @Test
    void warnsOfAValueReadTwiceInOneAnswer() {
        add(0);
        recorder.done(1, ASK, read(0, 0)).done(1, ASK, read(0));
        assertOnly("duplicated", 1, Severity.WARNS, check());
        assertTrue(check().isValid());
    }

    @Test
    void warnsOfAValueThatNobodySent() {
        add(0);
        recorder.done(1, ASK, read(0, "0"));
        assertOnly("phantom", 1, Severity.WARNS, check());
        assertTrue(check().isValid());
    }

    /** To Maelstrom the value is there to stay, since the last read to begin saw it. */
    @Test
    void warnsOfNodesThatDisagreeInTheEnd() {
        add(0);
        add(1);
        recorder.inTheEnd().done(1, ASK, read(1)).done(2, ASK, read(0, 1)).done(3, ASK, read(1, 0));
        assertOnly("diverged", 1, Severity.WARNS, check());
        assertEquals(
                "in the end process 3 at 0.009 s read value 0, and process 1 at 0.005 s did not",
                check().anomalies().getFirst().text());
    }

    @Test
    void letsNodesDisagreeBeforeTheEnd() {
        add(0);
        recorder.done(1, ASK, read()).done(2, ASK, read(0)).inTheEnd().done(3, ASK, read(0));
        assertEquals(List.of(), check().anomalies());
    }

    @Test
    void takesNoNoteOfReadsThatFailed() {
        add(0);
        recorder.done(1, ASK, read(0))
                .invoke(1, ASK)
                .fail(1, ASK)
                .invoke(2, ASK)
                .info(2, ASK);
        assertEquals(List.of(), check().anomalies());
    }

    @Test
    void isVacuousWhereNothingWasSentOrRead() {
        assertEquals("no value was sent", check().vacuous());
        add(0);
        assertEquals("no read returned a value", check().vacuous());
    }
}
