package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.checker.Findings;
import bench.checker.kafka.KafkaAction;
import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Crash;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Polled;
import bench.checker.kafka.KafkaAction.Send;
import bench.checker.kafka.KafkaAction.Sent;
import bench.checker.kafka.KafkaChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaCheckerTest {
    private static final Poll ASK = new Poll(Polled.NOTHING_YET);

    private final Recorder<KafkaAction> recorder = new Recorder<>();

    private static Send send(int message) {
        return new Send(new Sent("k", null, message));
    }

    private static Send sent(int message, long offset) {
        return new Send(new Sent("k", offset, message));
    }

    /** @param pairs offset, message, offset, message, ... */
    private static Poll polled(int... pairs) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < pairs.length; i += 2) entries.add(new Entry(pairs[i], pairs[i + 1]));
        return new Poll(new Polled(Map.of("k", entries)));
    }

    private void sends(int process, int message, long offset) {
        recorder.done(process, send(message), sent(message, offset));
    }

    private void polls(int process, int... pairs) {
        recorder.done(process, ASK, polled(pairs));
    }

    private void assigned(int process, String... keys) {
        var assign = new Assign(List.of(keys), false, null);
        recorder.done(process, assign, assign);
    }

    private void listed(int process, long committed) {
        recorder.done(
                process,
                new Assign(List.of("k"), false, null),
                new Assign(List.of("k"), false, Map.of("k", committed)));
    }

    private Findings check() {
        return new KafkaChecker().check(recorder.history());
    }

    private void assertClean() {
        assertEquals(List.of(), check().anomalies());
    }

    private void assertFails(String... types) {
        assertEquals(
                List.of(types), check().anomalies().stream().map(Anomaly::type).toList(), check()::toString);
        assertTrue(check().anomalies().stream().allMatch(anomaly -> anomaly.severity() == Severity.FAILS));
    }

    private void assertWarns(String type) {
        assertEquals(
                List.of(type), check().anomalies().stream().map(Anomaly::type).toList(), check()::toString);
        assertTrue(check().isValid());
    }

    private void assertFirst(String text) {
        assertEquals(text, check().anomalies().getFirst().text());
    }

    @Test
    void passesALogThatIsPolledInOrder() {
        sends(0, 1, 0);
        polls(1, 0, 1);
        sends(0, 2, 1);
        polls(1, 1, 2);
        polls(0, 0, 1, 1, 2);
        assertClean();
        assertNull(check().vacuous());
        assertEquals(0.0, check().worstLagMillis());
    }

    @Test
    void doesNotMindGapsBetweenOffsetsHoweverWide() {
        sends(0, 1, 3);
        sends(0, 2, 4_000_000_000_000L);
        recorder.done(
                1, ASK, new Poll(new Polled(Map.of("k", List.of(new Entry(3, 1), new Entry(4_000_000_000_000L, 2))))));
        assertClean();
    }

    @Test
    void losesAnAcknowledgedMessageBelowAPolledOne() {
        sends(0, 1, 0);
        sends(0, 2, 1);
        polls(1, 1, 2);
        assertFails("lost-write", "unseen");
        assertFirst(
                "message 1 of key k, acknowledged to process 0 at 0.001 s with offset 0, was never polled, and offset"
                        + " 1 was");
    }

    @Test
    void onlyMissesAMessageAboveAllPolledOnes() {
        sends(0, 1, 0);
        sends(0, 2, 1);
        polls(1, 0, 1);
        assertFails("unseen");
    }

    @Test
    void doesNotMissMessagesOfUnknownOutcome() {
        recorder.invoke(0, send(1)).info(0, send(1));
        sends(1, 2, 1);
        polls(2, 1, 2);
        assertClean();
    }

    @Test
    void failsAnOffsetWithTwoMessages() {
        sends(0, 1, 0);
        sends(1, 2, 0);
        polls(0, 0, 1);
        polls(1, 0, 2);
        assertFails("inconsistent-offsets");
        assertFirst("offset 0 of key k held the messages 1 and 2");
    }

    @Test
    void failsAMessageWithTwoOffsets() {
        sends(0, 1, 0);
        polls(1, 0, 1);
        polls(1, 1, 1);
        assertEquals("duplicate", check().anomalies().getFirst().type());
        assertFirst("message 1 of key k stood at offset 0 and at offset 1");
    }

    @Test
    void failsASkipInsideAPoll() {
        for (int i = 0; i < 4; i++) sends(0, i + 1, i);
        polls(1, 0, 1, 3, 4);
        polls(2, 0, 1, 1, 2, 2, 3, 3, 4);
        assertFails("int-poll-skip");
        assertFirst("process 1 at 0.009 s polled key k and got 4 right after 1: 2 messages are missing");
    }

    @Test
    void failsAPollThatGoesBackInsideItself() {
        sends(0, 1, 0);
        sends(0, 2, 1);
        polls(1, 1, 2, 0, 1);
        assertFails("int-nonmonotonic-poll");
    }

    @Test
    void failsASkipBetweenTwoPollsOfAProcess() {
        for (int i = 0; i < 3; i++) sends(0, i + 1, i);
        polls(1, 0, 1);
        polls(1, 2, 3);
        polls(2, 1, 2);
        assertFails("poll-skip");
        assertFirst(
                "process 1 at 0.007 s polled key k up to 1 and next, at 0.009 s, from 3 on: one message is missing");
    }

    @Test
    void letsTwoProcessesPollTwoParts() {
        for (int i = 0; i < 3; i++) sends(0, i + 1, i);
        polls(1, 0, 1);
        polls(2, 2, 3);
        polls(1, 1, 2);
        assertClean();
    }

    @Test
    void warnsOfASkipAfterAPollThatFoundNothingSinceJepsenLetsItPass() {
        for (int i = 0; i < 4; i++) sends(0, i + 1, i);
        polls(1, 0, 1);
        polls(1);
        polls(1);
        polls(1, 2, 3);
        polls(2, 1, 2, 2, 3, 3, 4);
        assertWarns("poll-skip");
        assertFirst("process 1 at 0.009 s polled key k up to 1, then nothing, and then, at 0.015 s, from 3 on:"
                + " one message is missing");
    }

    @Test
    void warnsOfAPollThatGoesBackAfterOneThatFoundNothing() {
        sends(0, 1, 0);
        polls(1, 0, 1);
        polls(1);
        polls(1, 0, 1);
        assertWarns("nonmonotonic-poll");
    }

    @Test
    void failsASkipRightAfterAnotherThatIsAWarning() {
        for (int i = 0; i < 5; i++) sends(0, i + 1, i);
        polls(1, 0, 1);
        polls(1);
        polls(1, 2, 3);
        polls(1, 4, 5);
        polls(2, 1, 2, 2, 3, 3, 4);
        assertEquals(
                List.of(Severity.FAILS, Severity.WARNS),
                check().anomalies().stream().map(Anomaly::severity).toList());
    }

    @Test
    void failsAPollThatGoesBack() {
        sends(0, 1, 0);
        sends(0, 2, 1);
        polls(1, 0, 1, 1, 2);
        polls(1, 1, 2);
        assertFails("nonmonotonic-poll");
        assertTrue(check().anomalies().getFirst().text().endsWith("from 2 on: that is the same one"));
    }

    @Test
    void letsAProcessStartAgainWithAKeyItHadGivenUp() {
        sends(0, 1, 0);
        sends(0, 2, 1);
        assigned(1, "k");
        polls(1, 0, 1, 1, 2);
        assigned(1, "other");
        assigned(1, "k");
        polls(1, 0, 1);
        assertClean();
    }

    @Test
    void letsNoProcessStartAgainWithAKeyItKept() {
        sends(0, 1, 0);
        assigned(1, "k");
        polls(1, 0, 1);
        assigned(1, "k", "other");
        polls(1, 0, 1);
        assertFails("nonmonotonic-poll");
    }

    @Test
    void takesNoNoteOfAnAssignThatFailed() {
        sends(0, 1, 0);
        polls(1, 0, 1);
        var assign = new Assign(List.of("other"), false, null);
        recorder.invoke(1, assign).fail(1, assign);
        polls(1, 0, 1);
        assertFails("nonmonotonic-poll");
    }

    @Test
    void failsSendsOfAProcessThatEndUpTheOtherWayRound() {
        sends(0, 1, 1);
        sends(0, 2, 0);
        polls(1, 0, 2, 1, 1);
        assertFails("nonmonotonic-send");
        assertFirst(
                "process 0 at 0.001 s sent 1 to key k and then, at 0.003 s, 2: that one comes before it in the log");
    }

    @Test
    void seesTheOrderOfASendOfUnknownOutcomeThatWasPolled() {
        sends(0, 1, 1);
        recorder.invoke(0, send(2)).info(0, send(2));
        polls(1, 0, 2, 1, 1);
        assertFails("nonmonotonic-send");
    }

    @Test
    void failsAMessageWhoseSendFailed() {
        recorder.invoke(0, send(1)).fail(0, send(1));
        sends(0, 2, 1);
        polls(1, 0, 1, 1, 2);
        assertFails("G1a");
        assertFirst("process 1 at 0.005 s polled message 1 of key k, whose send by process 0 at 0.001 s had failed");
    }

    @Test
    void passesAMessageWhoseSendTimedOut() {
        recorder.invoke(0, send(1)).info(0, send(1));
        sends(1, 2, 1);
        polls(1, 0, 1, 1, 2);
        assertClean();
    }

    @Test
    void failsAMessageThatNobodySent() {
        sends(0, 1, 0);
        polls(1, 0, 1, 1, 7);
        assertFails("phantom");
    }

    @Test
    void failsAMessageThatIsPolledBeforeItIsSent() {
        polls(1, 0, 1);
        sends(0, 1, 0);
        assertFails("G1c-realtime");
    }

    @Test
    void passesAMessageThatIsPolledWhileItIsSent() {
        recorder.invoke(0, send(1));
        polls(1, 0, 1);
        recorder.ok(0, sent(1, 0));
        assertClean();
    }

    @Test
    void measuresHowLongAMessageWasKnownWhenAPollMissedIt() {
        assigned(1, "k");
        recorder.at(100);
        sends(0, 1, 0); // known at 101
        recorder.at(350);
        polls(1); // begun at 350
        polls(1, 0, 1);
        assertClean();
        assertEquals(249.0, check().worstLagMillis());
    }

    @Test
    void measuresNoLagOfKeysThatAProcessIsNotAssignedTo() {
        assigned(1, "other");
        sends(0, 1, 0);
        recorder.at(900).done(1, ASK, new Poll(new Polled(Map.of())));
        polls(2, 0, 1);
        assertEquals(0.0, check().worstLagMillis());
    }

    @Test
    void takesAHigherOffsetAsProofOfTheLowerOnes() {
        sends(0, 3, 7); // known at 1
        assigned(1, "k");
        recorder.at(20);
        sends(2, 1, 0);
        recorder.at(51);
        polls(1, 0, 1); // could have had 7
        polls(1, 7, 3);
        assertEquals(50.0, check().worstLagMillis());
    }

    @Test
    void warnsOfCommittedOffsetsThatGoBack() {
        sends(0, 1, 0);
        sends(0, 2, 1);
        polls(1, 0, 1, 1, 2);
        listed(1, 0);
        assertWarns("committed-offset-backwards");
        assertFirst("process 1 at 0.007 s was told that offset 0 of key k is committed, after offset 1 had been");
    }

    @Test
    void warnsOfACommittedOffsetThatIsForgotten() {
        sends(0, 1, 0);
        polls(1, 0, 1);
        recorder.done(1, new Assign(List.of("k"), false, null), new Assign(List.of("k"), false, Map.of()));
        assertWarns("committed-offset-backwards");
    }

    @Test
    void letsAnotherProcessSeeAnOlderCommittedOffset() {
        sends(0, 1, 0);
        polls(1, 0, 1);
        listed(1, 0);
        recorder.done(2, new Assign(List.of("k"), false, null), new Assign(List.of("k"), false, Map.of()));
        assertClean();
    }

    @Test
    void warnsOfACommittedOffsetBeyondTheEnd() {
        sends(0, 1, 0);
        polls(1, 0, 1);
        listed(2, 1);
        assertWarns("committed-offset-beyond-end");
    }

    @Test
    void doesNotKnowTheEndOfALogWithASendOfUnknownOutcome() {
        sends(0, 1, 0);
        recorder.invoke(3, send(2)).info(3, send(2));
        polls(1, 0, 1);
        listed(2, 1);
        assertClean();
    }

    @Test
    void isVacuousWhereNothingWasSentOrPolled() {
        recorder.invoke(0, new Crash(null)).info(0, new Crash(null));
        assertEquals("no message was sent", check().vacuous());
        sends(1, 1, 0);
        polls(2);
        assertEquals("no message was polled", check().vacuous());
    }
}
