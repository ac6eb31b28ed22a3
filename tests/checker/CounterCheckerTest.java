package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Anomaly.Severity;
import bench.checker.Findings;
import bench.checker.counter.CounterAction;
import bench.checker.counter.CounterAction.Add;
import bench.checker.counter.CounterAction.Read;
import bench.checker.counter.CounterChecker;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterCheckerTest {
    private final Recorder<CounterAction> recorder = new Recorder<>();

    private void added(long delta) {
        recorder.done(0, new Add(delta), new Add(delta));
    }

    private void maybeAdded(long delta) {
        recorder.invoke(0, new Add(delta)).info(0, new Add(delta));
    }

    private void refused(long delta) {
        recorder.invoke(0, new Add(delta)).info(0, new Add(delta), "error 11: not now");
    }

    private void failed(long delta) {
        recorder.invoke(0, new Add(delta)).fail(0, new Add(delta));
    }

    private void read(long value, boolean isFinal) {
        recorder.done(1, new Read(null, isFinal), new Read(value, isFinal));
    }

    private Findings check() {
        return new CounterChecker().check(recorder.history());
    }

    private static void assertOnly(String type, Severity severity, Findings findings) {
        assertEquals(1, findings.anomalies().size(), findings.anomalies()::toString);
        assertEquals(type, findings.anomalies().getFirst().type());
        assertEquals(severity, findings.anomalies().getFirst().severity());
    }

    @Test
    void passesTheSumOfTheAcknowledgedAdds() {
        added(4);
        added(-1);
        read(3, true);
        assertEquals(List.of(), check().anomalies());
        assertNull(check().vacuous());
    }

    @Test
    void failsAFinalReadThatIsNotTheSum() {
        added(4);
        added(1);
        read(4, true);
        assertOnly("wrong final read", Severity.FAILS, check());
        assertEquals(
                "process 1 at 0.005 s finally read 4; the adds come to 5",
                check().anomalies().getFirst().text());
    }

    @Test
    void passesAnyPartOfTheAddsOfUnknownOutcome() {
        added(10);
        maybeAdded(2);
        maybeAdded(-5);
        for (long value : new long[] {10, 12, 5, 7}) read(value, true);
        assertTrue(check().isValid());
    }

    @Test
    void failsAValueBetweenThePossibleSums() {
        added(10);
        maybeAdded(2);
        maybeAdded(-5);
        read(6, true);
        assertOnly("wrong final read", Severity.FAILS, check());
        assertTrue(check().anomalies().getFirst().text().endsWith("the adds come to 5, 7, 10, 12"));
    }

    @Test
    void knowsEveryPossibleSum() {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            var deltas = random.longs(random.nextInt(8), -5, 5).toArray();
            var fresh = new CounterCheckerTest();
            fresh.added(1);
            for (long delta : deltas) fresh.maybeAdded(delta);
            long value = random.nextLong(-12, 12);
            fresh.read(value, true);
            var told = value + " of 1 and perhaps " + Arrays.toString(deltas);
            assertEquals(isSubsetSum(deltas, value - 1), fresh.check().isValid(), told);
        }
    }

    private static boolean isSubsetSum(long[] deltas, long sum) {
        for (int subset = 0; subset < 1 << deltas.length; subset++) {
            int chosen = subset;
            if (IntStream.range(0, deltas.length)
                            .filter(i -> (chosen >> i & 1) == 1)
                            .mapToLong(i -> deltas[i])
                            .sum()
                    == sum) return true;
        }
        return false;
    }

    @Test
    void warnsOfARefusedAddThatIsCounted() {
        added(1);
        refused(2);
        read(3, true);
        assertOnly("aborted add", Severity.WARNS, check());
    }

    @Test
    void doesNotExcuseAFailedAddThatIsCounted() {
        added(1);
        failed(2);
        read(3, true);
        assertFalse(check().isValid());
    }

    @Test
    void letsEarlierReadsBeOld() {
        added(3);
        read(0, false);
        read(3, false);
        read(3, true);
        assertEquals(List.of(), check().anomalies());
    }

    @Test
    void warnsOfAReadThatNoAddsExplain() {
        added(3);
        read(4, false);
        added(1);
        read(4, false);
        read(4, true);
        assertOnly("impossible read", Severity.WARNS, check());
        assertEquals(1, check().anomalies().getFirst().count());
    }

    @Test
    void warnsOfAReadThatHoldsARefusedAdd() {
        refused(2);
        added(1);
        read(3, false);
        read(1, true);
        assertOnly("impossible read", Severity.WARNS, check());
    }

    @Test
    void warnsOfAReadThatMissesWhatItsReaderAdded() {
        recorder.done(1, new Add(3), new Add(3)).done(0, new Add(-2), new Add(-2));
        read(0, false);
        assertOnly("impossible read", Severity.WARNS, check());
        assertEquals(
                "process 1 at 0.005 s read 0; the adds begun by then make at least 1 and at most 3,"
                        + " with those that were acknowledged to it",
                check().anomalies().getFirst().text());
    }

    @Test
    void warnsOfFinalReadsThatDiffer() {
        added(1);
        maybeAdded(2);
        read(1, true);
        read(1, true);
        assertEquals(List.of(), check().anomalies());
        read(3, true);
        assertOnly("diverged", Severity.WARNS, check());
    }

    @Test
    void isVacuousWhereNothingWasAddedOrFinallyRead() {
        assertEquals("nothing was added", check().vacuous());
        added(1);
        read(1, false);
        assertEquals("no final read returned a value", check().vacuous());
    }
}
