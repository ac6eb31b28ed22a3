package checker;

import static checker.TxnHistory.failures;
import static checker.TxnHistory.text;
import static checker.TxnHistory.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.BadHistory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each anomaly of registers, beside a look-alike that is none. */
class TxnRegisterTest {
    private static final String RU = "read-uncommitted";
    private static final String RC = "read-committed";
    private static final String SI = "snapshot-isolation";
    private static final String SERIALIZABLE = "serializable";
    private static final String SESSION = "strong-session-serializable";
    private static final String STRICT = "strict-serializable";

    private final TxnHistory history = new TxnHistory();

    private void assertHolds(String model) {
        assertEquals(List.of(), failures(history.registers(model)), model);
    }

    private void assertFails(String model, String... anomalies) {
        assertEquals(List.of(anomalies), failures(history.registers(model)), model);
    }

    @Test
    void aSerialHistorySatisfiesEveryModel() {
        history.ok(0, "[r 1 nil] [w 1 1]")
                .ok(1, "[r 1 1] [w 1 2] [r 1 2] [w 2 1]")
                .ok(0, "[r 2 1] [r 1 2]");
        assertHolds(STRICT);
        assertNull(history.registers(STRICT).vacuous());
        assertEquals(List.of(), warnings(history.registers(STRICT)));
    }

    @Test
    void g1aIsAReadOfAFailedWrite() {
        history.fail(0, "[w 1 1]").ok(1, "[r 1 1]");
        assertFails(RC, "G1a");
        assertHolds(RU);
        assertEquals(
                "process 1's [[r 1 1]] at 0.002 s read [r 1 1], written by process 0's [[w 1 1]] at 0.000 s, which"
                        + " failed",
                text(history.registers(RC)));
    }

    @Test
    void aReadOfAnUnknownWriteIsNoG1a() {
        history.info(0, "[w 1 1]").ok(1, "[r 1 1]");
        assertHolds(STRICT);
    }

    @Test
    void g1bIsAReadOfAnOverwrittenWrite() {
        history.together("[w 1 1] [w 1 2]", "[r 1 1]");
        assertFails(RC, "G1b");
        assertHolds(RU);
    }

    @Test
    void ownOverwrittenWritesMayBeRead() {
        history.ok(0, "[w 1 1] [r 1 1] [w 1 2]").ok(1, "[r 1 2]");
        assertHolds(STRICT);
    }

    @Test
    void g1cIsACircleOfInformation() {
        history.together("[w 1 1] [r 2 1]", "[w 2 1] [r 1 1]");
        assertFails(RC, "G1c");
        assertHolds(RU);
        assertEquals(
                "T1 = process 100's [[w 1 1], [r 2 1]] at 0.000 s, T2 = process 101's [[w 2 1], [r 1 1]] at 0.001 s."
                        + " T1 < T2, because T2 read key 1 = 1, which T1 wrote;"
                        + " but T2 < T1, because T1 read key 2 = 1, which T2 wrote: a contradiction!",
                text(history.registers(RC)));
    }

    @Test
    void informationThatFlowsOneWayIsNoG1c() {
        history.together("[w 1 1] [w 2 1]", "[r 1 1] [r 2 1] [w 3 1]", "[r 3 1]");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void internalIsAReadThatIgnoresItsOwnTransaction() {
        history.ok(0, "[w 1 1]").ok(0, "[w 1 2] [r 1 1]");
        assertFails("read-atomic", "internal");
        assertHolds(RC);
        assertEquals(List.of("internal"), warnings(history.registers(RC)));
    }

    @Test
    void aReadThatChangesIsInternal() {
        history.ok(0, "[w 1 1]").ok(0, "[w 1 2]").together("[r 1 1] [r 1 2]");
        assertTrue(failures(history.registers(SERIALIZABLE)).contains("internal"));
    }

    @Test
    void aReadThatChangesFromNilIsAWarningSinceElleLetsItPass() {
        history.ok(0, "[w 1 1]").ok(1, "[r 2 nil] [r 1 1] [r 1 1]").together("[w 2 1]", "[r 2 nil] [r 2 1]");
        assertHolds(RC);
        assertEquals(List.of("internal-nil"), warnings(history.registers(RC)));
    }

    @Test
    void aReadOfAWriteYetToComeIsAWarningSinceElleLetsItPass() {
        history.ok(1, "[w 2 1]").ok(0, "[r 1 1] [w 1 1] [r 2 1]").ok(1, "[r 1 1]");
        for (var model : List.of(RC, SI, STRICT)) {
            assertHolds(model);
            assertEquals(List.of("own-future"), warnings(history.registers(model)));
        }
    }

    @Test
    void aValueFromNowhereIsAWarning() {
        history.ok(0, "[w 1 1]").ok(1, "[r 1 7]");
        assertHolds(STRICT);
        assertEquals(List.of("phantom"), warnings(history.registers(STRICT)));
    }

    @Test
    void lostUpdatesReadTheSameAndBothWrite() {
        history.together("[r 1 nil] [w 1 1]", "[r 1 nil] [w 1 2]");
        assertEquals(
                "lost-update", failures(history.registers("cursor-stability")).getFirst());
        assertHolds(RC);
    }

    @Test
    void updatesThatReadOneAnotherLoseNothing() {
        history.ok(0, "[r 1 nil] [w 1 1]")
                .ok(1, "[r 1 1] [w 1 2]")
                .ok(2, "[r 1 2]")
                .ok(3, "[w 1 3] [r 1 3] [w 1 4]");
        assertHolds("repeatable-read");
    }

    @Test
    void cyclicVersionsEachFollowTheOther() {
        history.together("[r 1 1] [w 1 2]", "[r 1 2] [w 1 1]");
        assertTrue(failures(history.registers(RU)).contains("cyclic-versions"));
    }

    @Test
    void versionsInARowAreNotCyclic() {
        history.together("[w 1 1]", "[r 1 1] [w 1 2]", "[r 1 2] [w 1 3]");
        assertHolds(RU);
    }

    @Test
    void gSingleIsAReadOfHalfATransaction() {
        history.together("[w 1 1] [w 2 1]", "[r 1 nil] [r 2 1]");
        assertFails(SI, "G-single-item");
        assertFails("consistent-view", "G-single-item");
        assertHolds("monotonic-view");
        assertEquals(
                "T1 = process 100's [[w 1 1], [w 2 1]] at 0.000 s, T2 = process 101's [[r 1 nil], [r 2 1]] at 0.001 s."
                        + " T1 < T2, because T2 read key 2 = 1, which T1 wrote;"
                        + " but T2 < T1, because T2 read key 1 = nil, before T1 wrote 1: a contradiction!",
                text(history.registers(SI)));
    }

    @Test
    void readsBeforeOrAfterAWholeTransactionAreRight() {
        history.together("[w 1 1] [w 2 1]", "[r 1 nil] [r 2 nil]", "[r 1 1] [r 2 1]");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void gSingleThroughALaterVersion() {
        history.ok(0, "[w 1 1]").together("[r 1 1] [w 1 2] [w 2 1]", "[r 1 1] [r 2 1]");
        assertFails(SI, "G-single-item");
    }

    @Test
    void aLongForkIsGNonadjacent() {
        history.together("[w 1 1]", "[w 2 1]", "[r 1 1] [r 2 nil]", "[r 1 nil] [r 2 1]");
        assertFails(SI, "G-nonadjacent-item");
        assertHolds("consistent-view");
    }

    @Test
    void writeSkewIsG2Item() {
        history.together("[r 1 nil] [w 2 1]", "[r 2 nil] [w 1 1]");
        assertFails(SERIALIZABLE, "G2-item");
        assertFails("repeatable-read", "G2-item");
        assertHolds(SI);
    }

    @Test
    void aWriterThatReadTheOthersWriteIsNoSkew() {
        history.together("[r 1 nil] [w 2 1]", "[r 2 1] [w 1 1]");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void aSessionMustSeeItsOwnWrites() {
        history.ok(0, "[w 1 1]").ok(0, "[r 1 nil]");
        assertFails(SESSION, "G-single-item-process");
        assertHolds(SERIALIZABLE);
        assertTrue(text(history.registers(SESSION)).contains("process 0 executed T1 before T2"));
    }

    @Test
    void anotherSessionMayLagBehindButNotInRealTime() {
        history.ok(0, "[w 1 1]").ok(1, "[r 1 nil]");
        assertHolds(SESSION);
        assertFails(STRICT, "G-single-item-realtime");
        assertTrue(text(history.registers(STRICT)).contains("T1 was complete 0.001 s before T2 was invoked"));
    }

    @Test
    void aReadThatOverlapsTheWriteMayMissIt() {
        history.begin(0, "[w 1 1]")
                .begin(1, "[r 1 nil]")
                .end(0, "[w 1 1]")
                .end(1, "[r 1 nil]")
                .ok(1, "[r 1 1]");
        assertHolds(STRICT);
    }

    @Test
    void realTimeLeadsThroughManyTransactions() {
        history.ok(0, "[w 1 1]");
        for (int i = 1; i < 50; i++) history.ok(i, "[w 2 " + i + "]");
        history.ok(90, "[r 1 nil]");
        assertFails(STRICT, "G-single-item-realtime");
        assertTrue(
                text(history.registers(STRICT)).startsWith("T1 = process 0's [[w 1 1]] at 0.000 s, T2 = process 90's"));
    }

    @Test
    void aReadFromTheFutureIsG1cInRealTime() {
        history.ok(0, "[r 1 1]").ok(1, "[w 1 1]");
        assertFails(STRICT, "G1c-realtime");
        assertHolds(SESSION);
    }

    @Test
    void anUnknownWriteThatWasSeenDidHappenThoughElleDoesNotRelyOnIt() {
        history.begin(0, "[w 1 1] [w 2 1]").ok(1, "[r 1 1] [r 2 nil]");
        assertHolds(SI);
        assertEquals(List.of("G-single-item"), warnings(history.registers(SI)));
    }

    @Test
    void whoWroteAfterAnUnknownWriteIsAsSureAsThatWrite() {
        history.info(0, "[w 1 1]").ok(1, "[r 1 1] [w 2 1]").ok(2, "[r 2 1] [r 1 nil]");
        assertHolds(SERIALIZABLE);
        assertEquals(List.of("G-single-item"), warnings(history.registers(SERIALIZABLE)));
    }

    @Test
    void whatReplacedAnUnknownWriteFollowsItBeyondWhatElleSees() {
        history.info(0, "[w 1 1] [w 2 1]").ok(1, "[r 1 1] [w 1 2] [w 3 1]").ok(2, "[r 3 1] [r 2 nil]");
        assertHolds(SERIALIZABLE);
        assertEquals(List.of("G-single-item"), warnings(history.registers(SERIALIZABLE)));
    }

    /** A chain of information, and as many who wrote what its end did not see, and did not see what its beginning wrote. */
    private void chainAndBystanders(int length, boolean beginningIsUnknown, String... more) {
        var transactions = new ArrayList<>(List.of("[w 1 1] [w 2 0]"));
        for (int i = 1; i < length; i++) transactions.add("[r 2 " + (i - 1) + "] [w 2 " + i + "]");
        transactions.add("[r 2 " + (length - 1) + "] [r 3 nil]");
        for (int i = 1; i <= length; i++) transactions.add("[r 1 nil] [w 3 " + i + "]");
        transactions.addAll(List.of(more));
        for (int i = 0; i < transactions.size(); i++) history.begin(i, transactions.get(i));
        for (int i = beginningIsUnknown ? 1 : 0; i < transactions.size(); i++) history.end(i, transactions.get(i));
    }

    @Test
    void aFewWaysAreAllTried() {
        chainAndBystanders(20, false);
        assertHolds("consistent-view");
        assertNull(history.registers("consistent-view").vacuous());
        assertFails(SERIALIZABLE, "G2-item");
    }

    @Test
    void tooManyWaysToTryLeaveTheHistoryUndecided() {
        chainAndBystanders(4_200, false);
        var findings = history.registers("consistent-view");
        assertEquals(List.of(), findings.anomalies());
        assertEquals(
                "there are too many ways through the transactions to tell whether one is a G-single-item",
                findings.vacuous());
    }

    @Test
    void whatIsNoGNonadjacentIsNoGSingleEither() {
        chainAndBystanders(4_200, false);
        var findings = history.registers(SI);
        assertEquals(List.of(), findings.anomalies());
        assertNull(findings.vacuous());
    }

    @Test
    void tooManyWaysBeyondWhatElleSeesAreAWarning() {
        chainAndBystanders(4_200, true, "[w 3 0] [w 4 1]", "[r 4 1] [r 1 nil]");
        var findings = history.registers("consistent-view");
        assertEquals(List.of("cycle-search-timeout"), warnings(findings));
        assertTrue(findings.isValid());
        assertNull(findings.vacuous());
    }

    @Test
    void anUnknownWriteThatNobodySawSaysNothing() {
        history.info(0, "[w 1 1]").ok(1, "[r 1 nil]").ok(2, "[r 1 nil]");
        assertHolds(STRICT);
    }

    @Test
    void whatFailedPutsNothingInOrder() {
        history.fail(0, "[w 1 1]").ok(1, "[r 1 nil]");
        assertHolds(STRICT);
    }

    @Test
    void nothingReadIsVacuous() {
        history.ok(0, "[w 1 1]").ok(0, "[w 2 5] [r 2 5]").together("[r 3 nil]");
        assertEquals(
                "no transaction read a value that another wrote",
                history.registers(RC).vacuous());
    }

    @Test
    void nodesThatShareNothingAreAWarning() {
        history.nodes(2);
        for (int i = 0; i < 60; i++) history.ok(i, "[w " + i % 2 + " " + i + "] [w 2 " + i + "]");
        for (int i = 60; i < 120; i++)
            history.ok(i, "[r " + i % 2 + " " + (58 + i % 2) + "] [r 2 " + (58 + i % 2) + "]");
        assertEquals(List.of("nothing-shared"), warnings(history.registers(RC)));
        history.ok(120, "[r 1 59]");
        assertEquals(List.of(), warnings(history.registers(RC)));
    }

    @Test
    void readsThatAllSeeNothingAreAWarning() {
        for (int i = 0; i < 60; i++) history.ok(0, "[w " + i + " 1]").ok(1, "[r " + i + " nil]");
        assertEquals(List.of("nothing-read"), warnings(history.registers(RC)));
        history.ok(1, "[r 0 1]");
        assertEquals(List.of(), warnings(history.registers(RC)));
    }

    @Test
    void nodesThatDisagreeInTheEndAreAWarning() {
        history.ok(0, "[w 1 1] [w 2 1]").ok(1, "[r 1 nil]");
        history.inTheEnd().ok(0, "[r 1 1] [r 2 1]").ok(1, "[r 1 nil] [r 2 1]").ok(2, "[r 1 nil]");
        assertEquals(List.of("diverged"), warnings(history.registers(RC)));
        assertEquals(
                "in the end key 1 is read as 1 by process 0's [[r 1 1], [r 2 1]] at 0.004 s"
                        + " and as nil by process 2's [[r 1 nil]] at 0.008 s",
                text(history.registers(RC)));
    }

    @Test
    void nodesThatAgreeInTheEndAreRight() {
        history.ok(0, "[w 1 1]").ok(1, "[r 1 nil]").inTheEnd().ok(0, "[r 1 1]").ok(1, "[r 1 1]");
        assertEquals(List.of(), warnings(history.registers(RC)));
    }

    @Test
    void aValueWrittenTwiceCannotBeJudged() {
        history.ok(0, "[w 1 1]").ok(1, "[w 1 1]");
        var e = assertThrows(BadHistory.class, () -> history.registers(RC));
        assertTrue(e.getMessage().startsWith("[w 1 1] is done more than once"));
    }

    @Test
    void keysAndValuesMayBeAnything() {
        history.ok(0, "[w \"a\" [1 {}]]").ok(1, "[r \"a\" [1 {}]]").ok(1, "[r \"a\" [{} 1]]");
        assertEquals(List.of("phantom"), warnings(history.registers(STRICT)));
    }
}
