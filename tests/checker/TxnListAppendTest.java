package checker;

import static checker.TxnHistory.failures;
import static checker.TxnHistory.text;
import static checker.TxnHistory.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each anomaly of lists, beside a look-alike that is none. */
class TxnListAppendTest {
    private static final String RU = "read-uncommitted";
    private static final String RC = "read-committed";
    private static final String SI = "snapshot-isolation";
    private static final String SERIALIZABLE = "serializable";
    private static final String SESSION = "strong-session-serializable";
    private static final String STRICT = "strict-serializable";

    private final TxnHistory history = new TxnHistory();

    private void assertHolds(String model) {
        assertEquals(List.of(), failures(history.lists(model)), model);
    }

    private void assertFails(String model, String... anomalies) {
        assertEquals(List.of(anomalies), failures(history.lists(model)), model);
    }

    @Test
    void aSerialHistorySatisfiesEveryModel() {
        history.ok(0, "[r 1 nil] [append 1 1]")
                .ok(1, "[r 1 [1]] [append 1 2] [r 1 [1 2]]")
                .ok(0, "[append 2 1] [r 1 [1 2]]");
        assertHolds(STRICT);
        assertNull(history.lists(STRICT).vacuous());
        assertEquals(List.of(), warnings(history.lists(STRICT)));
    }

    @Test
    void g0IsACircleOfWrites() {
        history.together("[append 1 1] [append 2 1]", "[append 1 2] [append 2 2]", "[r 1 [1 2]]", "[r 2 [2 1]]");
        assertFails(RU, "G0");
        assertEquals(
                "T1 = process 100's [[append 1 1], [append 2 1]] at 0.000 s,"
                        + " T2 = process 101's [[append 1 2], [append 2 2]] at 0.001 s."
                        + " T1 < T2, because T2 appended 2 to key 1 after 1, which T1 appended;"
                        + " but T2 < T1, because T1 appended 1 to key 2 after 2, which T2 appended: a contradiction!",
                text(history.lists(RU)));
    }

    @Test
    void writesInOneOrderAreNoG0() {
        history.together("[append 1 1] [append 2 1]", "[append 1 2] [append 2 2]", "[r 1 [1 2]]", "[r 2 [1 2]]");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void g1aIsAReadOfAFailedAppend() {
        history.fail(0, "[append 1 1]").ok(1, "[r 1 [1]]");
        assertFails(RC, "G1a");
        assertHolds(RU);
        assertTrue(text(history.lists(RC)).endsWith("with 1 by process 0's [[append 1 1]] at 0.000 s, which failed"));
    }

    @Test
    void g1aIsFoundAnywhereInAList() {
        history.ok(0, "[append 1 1]")
                .fail(0, "[append 1 2]")
                .info(1, "[append 1 3]")
                .ok(2, "[r 1 [1 2 3]]");
        assertFails(RC, "G1a");
    }

    @Test
    void aReadOfAnUnknownAppendIsNoG1a() {
        history.info(0, "[append 1 1]").ok(1, "[r 1 [1]]").ok(1, "[r 1 [1]]");
        assertHolds(STRICT);
    }

    @Test
    void g1bIsAReadFromTheMidstOfATransaction() {
        history.together("[append 1 1] [append 1 2]", "[r 1 [1]]");
        assertTrue(failures(history.lists(RC)).contains("G1b"));
        assertHolds(RU);
    }

    @Test
    void appendsInARowMayBeReadTogether() {
        history.together("[append 1 1] [r 1 [1]] [append 1 2]", "[r 1 [1 2]]", "[r 1 nil]", "[r 1 []]");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void g1cIsACircleOfInformation() {
        history.together("[append 1 1] [r 2 [1]]", "[append 2 1] [r 1 [1]]");
        assertFails(RC, "G1c");
        assertHolds(RU);
    }

    @Test
    void dirtyUpdatesBuildOnFailedOnes() {
        history.fail(0, "[append 1 1]").ok(1, "[append 1 2]").ok(2, "[r 1 [1 2]]");
        assertFails(RC, "dirty-update", "G1a");
    }

    @Test
    void aFailedAppendAtTheEndIsNoDirtyUpdate() {
        history.ok(1, "[append 1 2]")
                .fail(0, "[append 1 1]")
                .info(0, "[append 1 3]")
                .ok(2, "[r 1 [2 1 3]]");
        assertFails(RC, "G1a");
    }

    @Test
    void ordersThatContradictAreIncompatible() {
        history.together("[append 1 1]", "[append 1 2]", "[append 1 3]", "[r 1 [1 2]]", "[r 1 [1 3 2]]");
        assertTrue(failures(history.lists(RC)).contains("incompatible-order"));
        assertHolds(RU);
        assertTrue(text(history.lists(RC)).startsWith("key 1 was read as [1 2] by process 103's"));
    }

    @Test
    void aPrefixIsCompatible() {
        history.together("[append 1 1]", "[append 1 2]", "[append 1 3]", "[r 1 [1 3]]", "[r 1 [1 3 2]]", "[r 1 [1]]");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void anElementMayStandInAListOnce() {
        history.together("[append 1 1]", "[append 1 2]", "[r 1 [1 2 1]]");
        assertTrue(failures(history.lists(RU)).contains("duplicate-elements"));
    }

    @Test
    void lostUpdatesReadTheSameAndBothAppend() {
        history.ok(0, "[append 1 1]").together("[r 1 [1]] [append 1 2]", "[r 1 [1]] [append 1 3]");
        assertTrue(failures(history.lists("cursor-stability")).contains("lost-update"));
        assertHolds(RC);
    }

    @Test
    void nilAndAnEmptyListAreTheSame() {
        history.together("[r 1 nil] [append 1 2]", "[r 1 []] [append 1 3]");
        assertTrue(failures(history.lists("cursor-stability")).contains("lost-update"));
    }

    @Test
    void internalIsAReadThatIgnoresItsOwnTransaction() {
        history.ok(0, "[append 1 1]").ok(0, "[r 1 [1]] [append 1 2] [r 1 [1]]");
        assertEquals("internal", failures(history.lists(SERIALIZABLE)).getFirst());
        assertEquals(List.of("internal"), warnings(history.lists(RC)));
        assertTrue(text(history.lists(SERIALIZABLE)).endsWith("where its own earlier steps make it [1 2]"));
    }

    @Test
    void anOwnAppendMustEndWhatIsRead() {
        history.ok(0, "[append 1 1]").ok(0, "[append 1 2] [r 1 [1]]");
        assertTrue(text(history.lists("read-atomic"))
                .endsWith("where its own earlier steps make it a list that ends with [2]"));
    }

    @Test
    void whatCameBeforeAnOwnAppendIsNotKnown() {
        history.ok(0, "[append 1 1]").ok(1, "[append 1 2] [r 1 [1 2]] [append 1 3] [r 1 [1 2 3]]");
        assertHolds(STRICT);
    }

    @Test
    void aReadThatChangesFromNilIsAWarningSinceElleLetsItPass() {
        history.together("[append 1 1]", "[r 1 nil] [r 1 [1]]");
        assertEquals(List.of("internal-nil"), warnings(history.lists(RC)));
        assertHolds(RC);
    }

    @Test
    void aReadOfAnAppendYetToComeIsG1c() {
        history.together("[r 1 [1]] [append 1 1]");
        assertFails(RC, "future-read");
    }

    @Test
    void anElementFromNowhereFailsUnderEveryModel() {
        history.ok(0, "[append 1 1]").ok(1, "[r 1 [1 7]]");
        assertFails(RU, "phantom");
        assertTrue(text(history.lists(RU)).endsWith("read [r 1 [1 7]]: nobody appended 7"));
    }

    @Test
    void gSingleIsAReadOfHalfATransaction() {
        history.together("[append 1 1] [append 2 1]", "[r 1 nil] [r 2 [1]]");
        assertFails(SI, "G-single-item");
        assertHolds("monotonic-view");
        assertTrue(text(history.lists(SI))
                .endsWith("because T2 read key 1 = nil, and T1 appended 1 to that: a contradiction!"));
    }

    @Test
    void anAppendThatNobodySawComesAfterAllThatWereSeen() {
        history.together("[append 1 1]", "[append 1 2] [append 2 1]", "[r 1 [1]] [r 2 [1]]");
        assertFails(SI, "G-single-item");
    }

    @Test
    void aLongForkIsGNonadjacent() {
        history.together("[append 1 1]", "[append 2 1]", "[r 1 [1]] [r 2 nil]", "[r 1 nil] [r 2 [1]]");
        assertFails(SI, "G-nonadjacent-item");
        assertHolds("consistent-view");
    }

    @Test
    void writeSkewIsG2Item() {
        history.together("[r 1 nil] [append 2 1]", "[r 2 nil] [append 1 1]");
        assertFails(SERIALIZABLE, "G2-item");
        assertHolds(SI);
    }

    @Test
    void aWriterThatReadTheOthersAppendIsNoSkew() {
        history.together("[r 1 nil] [append 2 1]", "[r 2 [1]] [append 1 1]");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void aSessionMustSeeItsOwnAppends() {
        history.ok(0, "[append 1 1]").ok(0, "[r 1 nil]");
        assertFails(SESSION, "G-single-item-process");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void appendsAgainstRealTimeAreG0() {
        history.ok(0, "[append 1 1]").ok(1, "[append 1 2]").ok(2, "[r 1 [2 1]]");
        assertFails("strong-read-uncommitted", "G0-realtime");
        assertHolds(SESSION);
    }

    @Test
    void appendsAgainstTheirProcessAreG0() {
        history.ok(0, "[append 1 1]").ok(0, "[append 1 2]").ok(2, "[r 1 [2 1]]");
        assertFails("strong-session-read-uncommitted", "G0-process");
        assertHolds(SERIALIZABLE);
    }

    @Test
    void theShortestCycleIsTold() {
        history.together(
                "[append 1 1] [append 2 1] [append 5 1]",
                "[append 1 2] [append 3 1]",
                "[append 3 2] [append 4 1]",
                "[append 4 2] [append 2 2] [append 5 2]",
                "[r 1 [1 2]] [r 3 [1 2]] [r 4 [1 2]] [r 2 [2 1]] [r 5 [1 2]]");
        assertTrue(text(history.lists(RU)).contains("T2 = "));
        assertTrue(!text(history.lists(RU)).contains("T3 = "), text(history.lists(RU)));
    }

    @Test
    void nodesThatDisagreeInTheEndAreAWarning() {
        history.ok(0, "[append 1 1]").inTheEnd().ok(0, "[r 1 [1]] [r 2 []]").ok(1, "[r 1 nil] [r 2 nil]");
        assertEquals(List.of("diverged"), warnings(history.lists(RC)));
    }

    @Test
    void nothingReadIsVacuous() {
        history.ok(0, "[append 1 1]").ok(0, "[append 2 5] [r 2 [5]]").together("[r 3 nil]", "[r 3 []]");
        assertEquals(
                "no transaction read a value that another wrote",
                history.lists(RC).vacuous());
    }
}
