package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bench.checker.Anomaly;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.ProcessRun;
import bench.run.Trial;
import bench.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What nodes do and must not do, each as a real process. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessRunTest {
    @TempDir
    private static Path folder;

    /** Two misbehaviours take as long as the bench's patience: they run beside the other tests. */
    private static CompletableFuture<Outcome> mute;

    private static CompletableFuture<Outcome> endless;

    @BeforeAll
    static void startTheSlowOnes() throws IOException {
        var mutes = Script.node(folder, ":", Script.ECHO);
        mute = CompletableFuture.supplyAsync(
                () -> run(mutes, "--node-count 1 --time-limit 1"), Thread::startVirtualThread);
        var loops = Script.onEcho(folder, "while :; do :; done");
        endless = CompletableFuture.supplyAsync(
                () -> run(loops, "--node-count 1 --time-limit 60"), Thread::startVirtualThread);
    }

    private static Outcome run(List<String> command, String arguments) {
        var options = Arguments.parse("-w echo --rate 100 " + arguments, List.of());
        return ProcessRun.run(command, new Ping.Load(), new Trial(options, Limits.NONE), 1);
    }

    private static Outcome runOne(List<String> command) {
        return run(command, "--node-count 1 --time-limit 0.3");
    }

    private static String failure(Outcome outcome) {
        assertEquals(Verdict.FAIL, outcome.verdict());
        return outcome.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals("node failure"))
                .map(Anomaly::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node failure among " + outcome.anomalies()));
    }

    private static void assertTells(Outcome outcome, String... parts) {
        var failure = failure(outcome);
        for (var part : parts) assertTrue(failure.contains(part), () -> "\"" + part + "\" is not in: " + failure);
    }

    @Test
    void goodNodesPass() throws IOException {
        var outcome = run(Script.onEcho(folder, Script.ECHO), "--node-count 3 --time-limit 0.5");
        assertEquals(Verdict.PASS, outcome.verdict(), () -> outcome.anomalies().toString());
        assertTrue(outcome.oks() > 0);
        assertEquals(outcome.invocations(), outcome.oks());
    }

    @Test
    void whoDiesInTheMiddleOfALineIsNotBlamedForTheLine() throws IOException {
        var node = Script.onEcho(folder, "printf '{\"src\":\"n0\",\"dest'; printf 'dying' >&2; kill -9 $$");
        assertTells(
                runOne(node),
                "ended by itself, with exit code 137 (signal 9)",
                "dying",
                "(its stdout ends in the middle of a line: {\"src\":\"n0\",\"dest)");
    }

    @Test
    void numbersBeyondDoublesComeBackExactly() throws IOException {
        var outcome = runOne(Script.onEcho(folder, Script.ECHO));
        for (var op : outcome.history().ops()) assertEquals(new Ping(Ping.BEYOND_DOUBLES), op.action());
    }

    @Test
    void messagesAreCountedAsInSimulation() throws IOException {
        var outcome = run(Script.onEcho(folder, Script.ECHO), "--node-count 2 --time-limit 0.3");
        assertEquals(2 * outcome.invocations() + 4, outcome.allMessages()); // two inits and their answers
        assertEquals(0, outcome.serverMessages());
    }

    @Test
    void aNodeThatEndsAtOnceIsToldWithItsLastWords() throws IOException {
        var outcome = runOne(Script.plain(folder, "echo 'cannot find my configuration' >&2; exit 3"));
        assertTells(outcome, "n0 ended by itself, with exit code 3", "cannot find my configuration");
    }

    @Test
    void aNodeThatEndsInTheMiddleEndsTheRun() throws IOException {
        var outcome = run(Script.onEcho(folder, "echo 'out of ideas' >&2; exit 7"), "--node-count 1 --time-limit 100");
        assertTells(outcome, "n0 ended by itself, with exit code 7", "out of ideas");
    }

    @Test
    void aNodeKilledByASignalIsToldSo() throws IOException {
        assertTells(runOne(Script.onEcho(folder, "kill -9 $$")), "n0 ended by itself, with exit code 137 (signal 9)");
    }

    @Test
    void aLineThatIsNotJsonIsShown() throws IOException {
        var outcome = runOne(Script.onEcho(folder, "echo 'Exception in thread main'"));
        assertTells(
                outcome,
                "n0 printed on stdout what is no message (not JSON at column 1",
                "Exception in thread main",
                "stderr");
    }

    @Test
    void jsonThatIsNoMessageIsShown() throws IOException {
        assertTells(
                runOne(Script.onEcho(folder, "echo '{\"type\":\"echo_ok\"}'")),
                "no \"body\"",
                "{\"type\":\"echo_ok\"}");
    }

    @Test
    void aMessageInNobodysNameIsTold() throws IOException {
        assertTells(
                runOne(Script.onEcho(folder, "me=chimera; " + Script.ECHO)),
                "n0 sent a message as chimera, which is nobody");
    }

    @Test
    void aMessageInTheNameOfAClientThatHasGoneIsAWarning() throws IOException {
        var outcome = runOne(Script.onEcho(folder, "me=c0; send n0 '\"type\":\"hello\"'; me=n0; " + Script.ECHO));
        assertEquals(
                List.of("n0 sent a message as a client that had gone, and Maelstrom would not hear it any more"),
                outcome.anomalies().stream().map(Anomaly::text).toList());
        assertEquals(Verdict.PASS, outcome.verdict());
    }

    @Test
    void anotherNodeMayAnswerForTheOneThatWasAsked() throws IOException {
        var script = """
            if [ $me = n0 ]; then
                me=$src; send n1 '"type":"echo","msg_id":'$msg_id',"echo":'$echo; me=n0
            else
                %s
            fi\
            """.formatted(Script.ECHO);
        var outcome = run(Script.onEcho(folder, script), "--node-count 2 --time-limit 0.3");
        assertEquals(Verdict.PASS, outcome.verdict(), () -> outcome.anomalies().toString());
        assertTrue(outcome.allMessages() > 2 * outcome.invocations() + 4, "nothing was passed on");
        assertEquals(List.of(), outcome.anomalies());
    }

    @Test
    void aMessageToNobodyIsTold() throws IOException {
        assertTells(
                runOne(Script.onEcho(folder, "send n7 '\"type\":\"hello\"'")),
                "n0 sent a message to n7, which is nobody");
    }

    @Test
    void anAnswerToNoIntegerIsShown() throws IOException {
        var answer = "send $src '\"type\":\"echo_ok\",\"echo\":1,\"in_reply_to\":%s'";
        assertTells(
                runOne(Script.onEcho(folder, answer.formatted("\"'$msg_id'\""))),
                "n0 answered a client, but in_reply_to is a string where an integer belongs: {\"src\":\"n0\"",
                "\"in_reply_to\":\"");
        assertTells(
                runOne(Script.onEcho(folder, answer.formatted("'$msg_id'.0"))),
                "in_reply_to is a float where an integer belongs: ");
    }

    @Test
    void anErrorWithoutItsCodeIsAWarning() throws IOException {
        var node = "if [ $msg_id = 1 ]; then reply error ',\"code\":\"abc\"'; else " + Script.ECHO + "; fi";
        var outcome = run(
                Script.onEcho(
                        folder,
                        node.replace("$msg_id = 1", "-z \"$told\"").replace("reply error", "told=1; reply error")),
                "--node-count 1 --time-limit 1");
        var warning = outcome.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals("malformed error"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "n0 answered with an error whose code is a string where an integer belongs; we take it for 13",
                warning.text());
        assertEquals(Anomaly.Severity.WARNS, warning.severity());
    }

    @Test
    void aSecondAnswerIsAWarning() throws IOException {
        var outcome = run(Script.onEcho(folder, Script.ECHO + "; " + Script.ECHO), "--node-count 1 --time-limit 2");
        assertEquals(Verdict.PASS, outcome.verdict());
        var warning = outcome.anomalies().getFirst();
        assertEquals("n0 answered a request twice", warning.text());
        assertEquals(Anomaly.Severity.WARNS, warning.severity());
    }

    @Test
    void anAnswerToNoRequestIsAWarning() throws IOException {
        var outcome = runOne(Script.onEcho(
                folder, "asked=$msg_id; msg_id=4711; " + Script.ECHO + "; msg_id=$asked; " + Script.ECHO));
        assertTrue(
                outcome.anomalies().stream()
                        .anyMatch(anomaly -> anomaly.text().equals("n0 answered a request that was never made")),
                () -> "" + outcome);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aNodeThatNeverAnswersInitIsNamed() {
        assertTells(mute.join(), "n0 could not be initialised", "10000 ms");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aNodeThatRunsForEverIsNamed() {
        assertTells(endless.join(), "n0 runs on and on");
    }

    @Test
    void aNodeThatClosesItsStdoutIsNamed() throws IOException {
        assertTells(
                run(Script.onEcho(folder, "exec >&-"), "--node-count 1"),
                "n0 has closed its stdout, and lives on: it cannot answer any more");
    }

    @Test
    void aNodeThatClosesItsStdinIsNamed() throws IOException {
        assertTells(
                run(Script.onEcho(folder, "exec sleep 1000 <&-"), "--node-count 1"),
                "n0 has closed its stdin, and lives on: no message reaches it any more");
    }

    @Test
    void aNodeThatFloodsIsNamedAndStopped() throws IOException {
        var outcome =
                run(Script.onEcho(folder, "exec yes '{\"src\":\"n0\",\"dest\":\"n0\",\"body\":{}}'"), "--node-count 1");
        assertTells(outcome, "n0 ");
        assertTrue(failure(outcome).matches("n0 (floods the network|does not read its stdin).*"), failure(outcome));
    }

    @Test
    void aNodeThatDoesNotReadHoldsUpNobody() throws IOException {
        var deaf = "reply init_ok; [ $me = n1 ] && exec sleep 1000";
        var talks = "send n1 \"\\\"text\\\":\\\"$(printf %0100000d 0)\\\"\"; " + Script.ECHO;
        var outcome = run(Script.node(folder, deaf, talks), "--node-count 2 --concurrency 1 --time-limit 0.5");
        assertEquals(outcome.invocations(), outcome.oks());
        assertTrue(outcome.serverMessages() > 3, "too little was sent to fill a pipe");
    }

    @Test
    void aNodeThatChattersOnStderrIsNotHeldUp() throws IOException {
        var outcome = runOne(Script.onEcho(folder, "yes 'thinking hard' | head -c 300000 >&2; " + Script.ECHO));
        assertEquals(Verdict.PASS, outcome.verdict(), () -> outcome.anomalies().toString());
        assertTrue(outcome.log().size() <= 200);
        assertTrue(outcome.log().contains("n0: thinking hard"));
    }

    @Test
    void aProgramThatCannotBeStartedIsOneMessage() {
        assertTells(
                runOne(List.of(folder.resolve("nothing-here").toString())), "n0 could not be started", "nothing-here");
    }

    @Test
    void nothingIsLeftRunning() throws IOException {
        var stubborn = "trap '' TERM; sleep 1000 & echo \"$! $$\" >&2; reply init_ok";
        assertGone(runOne(Script.node(folder, stubborn, Script.ECHO)));
    }

    /** Whose parent has ended by then, so that it is nobody's child. */
    @Test
    void notEvenWhatANodeHasLeftBehindIsLeftRunning() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "elsewhere it is not found");
        assertGone(runOne(Script.node(folder, "sleep 1000 & echo $! >&2; exit 1", Script.ECHO)));
    }

    /** Whose ids it has logged. */
    private static void assertGone(Outcome outcome) {
        for (var pid : outcome.log().getFirst().replace("n0: ", "").split(" "))
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(process ->
                            process.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }
}
