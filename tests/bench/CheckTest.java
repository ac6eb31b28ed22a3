package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import node.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code check} prints and exits with. */
final class CheckTest {
    private static final String WRONG_ECHO = "tests/gallery/nodes/1-short-buffer.java";

    @TempDir
    private Path folder;

    @Test
    void aPassIsOneLine() {
        var check = Check.shortly("1");
        check.passes();
        assertEquals(2, check.out().lines().count(), check.out());
    }

    @Test
    void aLineTellsSeedsOperationsMessagesAndTime() {
        var line = Check.shortly("3a").out().lines().toList().getLast();
        var shape =
                "3a +pass +1 +\\d+ +\\d+\\.\\d\\d +\\d+\\.\\d\\d +p50 \\d+ +p95 \\d+ +p99 \\d+ +max \\d+ +\\d+\\.\\d";
        assertTrue(line.matches(shape), line);
    }

    @Test
    void aLineTellsTheLag() {
        var line = Check.shortly("5a").out().lines().toList().getLast();
        assertTrue(line.matches("5a +pass .* worst lag \\d+ +\\d+\\.\\d"), line);
    }

    @Test
    void columnsStandBelowTheirNames() {
        var lines = Check.run("check", "1", "3a", "--seeds", "1", "--time-limit", "2")
                .out()
                .lines()
                .toList();
        assertEquals(3, lines.size());
        for (var name : List.of("verdict", "msgs/op"))
            assertTrue(lines.getFirst().contains(name), lines.getFirst());
        int end = lines.getFirst().indexOf("ops") + "ops".length();
        for (var line : lines.subList(1, 3))
            assertTrue(line.substring(0, end).matches(".*\\d") && line.charAt(end) == ' ', line);
    }

    @Test
    void aFailureIsToldWithItsReplay() {
        var check = Check.shortly(WRONG_ECHO);
        check.failsWith(
                "1-short-buffer.java  fail", "mismatch (", "process 0 at ", "replay: ./jbang check " + WRONG_ECHO);
    }

    /** With this seed 6b's run under partitions meets none. Its other run does not make up for that. */
    @Test
    void aRunThatShowsNothingLeavesItsStageUnproved() {
        var check = Check.run("check", "6b", "--seed", "2", "--time-limit", "5", "--rate", "50");
        assertEquals(Bench.VACUOUS, check.exit());
        assertTrue(check.out().contains("6b     vacuous"), check.out());
        assertTrue(check.out().contains("no partition cut anybody"), check.out());
    }

    @Test
    void theReplayFailsAgain() {
        var first = Check.run("check", WRONG_ECHO, "--seeds", "3", "--time-limit", "2");
        var again = Check.run(replay(first));
        again.failsWith("mismatch");
        assertEquals(sentence(first), sentence(again));
    }

    private static String[] replay(Check check) {
        var command = Pattern.compile("replay: \\./jbang (.*)").matcher(check.out());
        assertTrue(command.find(), check.out());
        return command.group(1).split(" ");
    }

    private static String sentence(Check check) {
        var told = Pattern.compile("mismatch \\(\\d+\\): (.*)").matcher(check.out());
        assertTrue(told.find(), check.out());
        return told.group(1);
    }

    @Test
    void theReplayCanBePastedWhateverTheFilesName() throws IOException {
        var odd = Files.createDirectory(folder.resolve("it's a folder"));
        var file = Files.copy(Path.of(WRONG_ECHO), odd.resolve("1-copy.java"));
        var check = Check.shortly(file.toString());
        check.failsWith("./jbang check '" + file.toString().replace("'", "'\\''") + "' --time-limit 2 --seed 1");
    }

    @Test
    void oneFailureAmongPassesIsAFailure() {
        assertEquals(Bench.FAIL, Check.shortly(WRONG_ECHO, "1").exit());
        assertEquals(Bench.FAIL, Check.shortly("1", WRONG_ECHO).exit());
    }

    @Test
    void whatShowsNothingIsNoPass() {
        var check = Check.shortly("1", "--rate", "0");
        assertEquals(Bench.VACUOUS, check.exit());
        assertTrue(check.out().contains("1 of 1 seeds show nothing: nothing was sent"), check.out());
    }

    /** As in Maelstrom: nothing is asked for as long as the time limit says, and then the final reads come. */
    @Test
    void aRateOfNothingLetsTimePass() throws IOException {
        var history = folder.resolve("history");
        Check.run("check", "3a", "--seed", "1", "--rate", "0", "--time-limit", "7", "--history", history.toString());
        var first = Json.MAPPER.readTree(Files.readAllLines(history).getFirst());
        assertEquals("read", first.get("f").stringValue());
        assertEquals(17, first.get("time").longValue() / 1_000_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {".5", "0", "0.99", "1", "1.0", "total"})
    void anAvailabilityIsAnyFraction(String fraction) {
        Check.shortly("1", "--availability", fraction).passes();
    }

    @Test
    void aFailureOutweighsARunThatShowsNothing() throws IOException {
        var silent = Check.source(
                folder,
                "3a-silent.java",
                Files.readString(Path.of("challenges/3a.java")).replace("seen.add(m.message());", ""));
        var check = Check.shortly(silent.toString());
        check.failsWith("lost (");
    }

    /** What else cuts links does not make up for Jepsen's nemesis, which was asked for. */
    @Test
    void anotherFaultsCutIsNoPartition() {
        var check = Check.run("check", "2", "--seed", "2", "--time-limit", "0.1", "--faults", "one-way");
        assertEquals(Bench.VACUOUS, check.exit());
        assertTrue(check.out().contains("no partition cut anybody"), check.out());
    }

    @Test
    void aPartitionThatCutNobodyShowsNothing() {
        var check = Check.run("check", "2", "--seeds", "20", "--time-limit", "0.1");
        check.passes();
        assertTrue(
                check.out().matches("(?s).* [1-9]\\d? of 20 seeds show nothing: no partition cut anybody\n"),
                check.out());
    }

    @Test
    void helpNamesEveryOption() {
        var help = Check.run("check", "--help");
        assertEquals(Bench.PASS, help.exit());
        for (var option : List.of(
                "--seeds",
                "--seed",
                "--json",
                "--history",
                "--processes",
                "--bin",
                "--strict",
                "--workload",
                "--node-count",
                "--rate",
                "--time-limit",
                "--latency",
                "--latency-dist",
                "--nemesis",
                "--nemesis-interval",
                "--concurrency",
                "--consistency-models",
                "--availability",
                "--topology",
                "--key-count",
                "--max-txn-length",
                "--max-writes-per-key")) assertTrue(help.out().contains(option), option);
    }

    /** Maelstrom does not look at a read that lists a value twice. */
    @Test
    void aWarningFailsWhereItIsAskedTo() throws IOException {
        var twice = Check.source(
                folder,
                "3a-twice.java",
                Files.readString(Path.of("challenges/3a.java"))
                        .replace(
                                "new ReadOk(seen)",
                                "new ReadOk(java.util.stream.Stream.of(seen, seen)"
                                        + ".<Object>flatMap(java.util.Collection::stream).toList())")
                        .replaceAll("record ReadOk\\(.*?\\)", "record ReadOk(java.util.List<Object> messages)"));
        var lenient = Check.shortly(twice.toString());
        lenient.passes();
        assertTrue(lenient.out().contains("warning: duplicated ("), lenient.out());
        var strict = Check.shortly(twice.toString(), "--strict");
        strict.failsWith("    duplicated (", " --strict --time-limit 2 --seed 1");
    }

    @Test
    void whatCouldGiveAnotherRunIsAWarning() throws IOException {
        var node = Check.echoNode(folder, "long t = System.nanoTime(); Math.random(); return new EchoOk(m.echo());")
                .toString();
        var told = "hazard (2): the source does what no node should:\n        1-test.java:" + Check.HANDLER_LINE
                + " reads the machine's clock; now() is the node's own\n        1-test.java:" + Check.HANDLER_LINE
                + " draws chance that no seed decides; random() is the node's own\n";
        var lenient = Check.shortly(node);
        lenient.passes();
        assertTrue(lenient.out().contains("    warning: " + told), lenient.out());
        Check.shortly(node, "--strict").failsWith("    " + told, " --strict --time-limit 2 --seed 1");
    }

    @Test
    void whatALearnerAddsToTheNameStillNamesTheStage() throws IOException {
        var mine = Files.copy(Path.of("challenges/2.java"), folder.resolve("2-mine.java"));
        var check = Check.shortly(mine.toString());
        check.passes();
        assertTrue(check.out().contains("2-mine.java  pass"), check.out());
    }

    @Test
    void aFileOfAnotherNameIsJudgedByTheWorkloadGiven() {
        var check = Check.shortly(
                "tests/gallery/nodes/lin-kv-proxy.java", "-w", "lin-kv", "--concurrency", "2n", "--rate", "50");
        check.passes();
    }

    @Test
    void aSeedDecidesEverything() throws IOException {
        var histories = new ArrayList<String>();
        for (var seed : List.of("7", "7", "8")) {
            var history = folder.resolve(histories.size() + ".jsonl");
            Check.run("check", "3c", "--seed", seed, "--time-limit", "3", "--history", history.toString())
                    .passes();
            histories.add(Files.readString(history));
        }
        assertEquals(histories.get(0), histories.get(1));
        assertFalse(histories.get(0).equals(histories.get(2)));
    }

    @Test
    void theTraceShowsWhatNodesLog(@TempDir Path folder) throws IOException {
        var node = Check.echoNode(folder, "log(\"asked\"); return new EchoOk(m.echo());");
        var check = Check.run("check", node.toString(), "--seed", "1", "--time-limit", "1", "--trace");
        check.passes();
        var line = "n0 writes to its log: asked (1-test.java:" + Check.HANDLER_LINE + ")";
        assertTrue(check.out().contains(line), check.out());
    }

    @Test
    void withoutAStoryAFailureIsOnlyNamed() {
        var told = Check.shortly(WRONG_ECHO);
        told.failsWith("    mismatch (", "✗ mismatch");
        var named = Check.shortly(WRONG_ECHO, "--no-story");
        named.failsWith("    mismatch (", "replay: ");
        assertFalse(named.out().contains("✗"), named.out());
    }
}
