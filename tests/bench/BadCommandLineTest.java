package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each slip on a command line gets one message: what is wrong, where, what to do. */
final class BadCommandLineTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"3x, 3a", "33c, 3c", "5-b, 5b", "6C, 6c"})
    void aStageThatDoesNotExist(String stage, String near) {
        Check.run("check", stage)
                .isRefusedWith("there is no stage \"" + stage + "\"", "Did you mean " + near + "?", "3a, 3b, 3c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "9z", "xyz", "stage"})
    void aStageThatIsLikeNone(String word) {
        var check = Check.run("check", word);
        check.isRefusedWith("there is no stage \"" + word + "\" and no file of that name. The stages are 1, 2, 3a");
        assertFalse(check.err().contains("Did you mean"), check.err());
    }

    @ParameterizedTest
    @CsvSource({"chekc, check", "chek, check", "bni, bin"})
    void aMistypedVerb(String word, String near) {
        Check.run(word, "3c").isRefusedWith("there is no verb \"" + word + "\"", near);
    }

    @Test
    void noVerb() {
        var check = Check.run();
        check.isRefusedWith("The verbs are check, ", "./jbang alone lists all");
        assertFalse(check.err().contains("generate-completion"), check.err());
    }

    @Test
    void aProgramThatCannotBeRun() throws IOException {
        runs("", "the name of the program is empty");
        runs(folder.resolve("none").toString(), "there is no program " + folder.resolve("none"));
        runs(folder.toString(), folder + " is a folder");
        var plain = Files.writeString(folder.resolve("plain"), "text");
        runs(plain.toString(), "cannot be executed: chmod +x " + plain);
        var asks = "asks in its first line for /no/such, and there is no such program";
        run(script("#!/no/such -x\n")).hasNoNodeWith(asks);
        run(script("#! /bin/sh\r\n")).hasNoNodeWith("has line ends as on Windows");
    }

    private String script(String text) throws IOException {
        var file = Files.writeString(folder.resolve("script"), text);
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }

    private static void runs(String program, String problem) {
        run(program).isRefusedWith(problem);
    }

    private static Check run(String program) {
        return Check.run("check", "1", "--processes", "--bin", program);
    }

    @Test
    void aProgramWhereNoneCanBeMade() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var problem =
                assertThrows(UserError.class, () -> BinCommand.make(Path.of("challenges/1.java"), file.resolve("1")));
        assertTrue(problem.getMessage().startsWith(file + "/1 cannot be made: "), problem.getMessage());
        assertFalse(problem.getMessage().contains("Exception"), problem.getMessage());
        assertEquals(Bench.IO_ERROR, problem.exitCode());
    }

    @Test
    void aMistypedOption() {
        Check.run("check", "3c", "--sedes", "3").isRefusedWith("--sedes", "--seeds");
    }

    @ParameterizedTest
    @CsvSource({
        "--seeds, 0, between 1 and 1000000",
        "--seeds, -1, between 1 and 1000000",
        "--seeds, many, no whole number up to 2147483647",
        "--seed, 1.5, no whole number",
        "--node-count, 0, between 1 and 1000",
        "--node-count, 1001, between 1 and 1000",
        "--rate, -1, between 0 and 1000000",
        "--rate, NaN, between 0 and 1000000",
        "--time-limit, 0, above 0",
        "--time-limit, forever, is no number",
        "--latency, -0.1, between 0 and 60000",
        "--latency, Infinity, between 0 and 60000",
        "--latency-dist, normal, 'constant, uniform, exponential'",
        "--nemesis, fire, partition",
        "--nemesis-interval, 0, above 0",
        "--availability, 1.1, between 0 and 1",
        "--availability, half, between 0 and 1",
        "--concurrency, 0, 'a number, or a number and n'",
        "--concurrency, n, 'a number, or a number and n'",
        "--concurrency, 99999n, at most 10000 threads",
        "--topology, ring, 'grid, line, total'",
        "--key-count, 0, 1 or more",
        "--max-txn-length, 0, 1 or more",
        "--max-writes-per-key, 0, 1 or more",
        "--workload, kafak, 'kafka, '"
    })
    void anOptionOutOfRange(String option, String given, String possible) {
        Check.run("check", "3c", option, given).isRefusedWith(option, possible);
    }

    /** A verb has no version of its own. */
    @Test
    void anOptionThatDoesNotExist() {
        Check.run("check", "-V").isRefusedWith("Unknown option: '-V'", "./jbang check --help");
    }

    @Test
    void aConsistencyModelThatDoesNotExist() {
        Check.run("check", "6a", "--consistency-models", "read-commited")
                .isRefusedWith("read-commited", "read-committed");
    }

    @Test
    void threadsThatTheWorkloadCannotUse() {
        Check.run("check", "tests/gallery/nodes/lin-kv-proxy.java", "-w", "lin-kv", "--node-count", "3")
                .isRefusedWith("concurrency 3", "2n");
    }

    @Test
    void optionsThatExcludeEachOther() {
        Check.run("check", "3c", "--seed", "1", "--seeds", "3").isRefusedWith("--seed", "--seeds");
        Check.run("check", "3c", "--bin", "./node").isRefusedWith("--bin", "--processes");
        Check.run("check", "--processes", "--bin", "./node").isRefusedWith("--bin", "one stage");
    }

    @Test
    void aHistoryOfSeveralRuns() {
        Check.run("check", "1", "--history", folder.resolve("x").toString()).isRefusedWith("--history", "--seed");
        Check.run(
                        "check",
                        "1",
                        "2",
                        "--seed",
                        "1",
                        "--history",
                        folder.resolve("x").toString())
                .isRefusedWith("--history", "one stage");
    }

    @ParameterizedTest
    @CsvSource({"--json", "--history"})
    void anOutputWithoutItsFolder(String option) {
        var path = folder.resolve("none").resolve("out");
        Check.shortly("1", option, path.toString()).isRefusedWith(option, "there is no folder " + path.getParent());
    }

    @Test
    void anOutputInAFolderThatTakesNone() {
        var kernels = Path.of("/proc"); // in which nobody makes files, not even root
        assumeTrue(Files.isDirectory(kernels));
        Check.shortly("1", "--json", kernels.resolve("out").toString())
                .isRefusedWith("--json", "no file can be made in /proc");
    }

    @ParameterizedTest
    @CsvSource({"--json", "--history"})
    void anOutputThatIsAFolder(String option) {
        Check.shortly("1", option, folder.toString()).isRefusedWith(option, "directory");
    }

    @ParameterizedTest
    @CsvSource({"--json", "--history"})
    void anOutputThatIsASource(String option) throws IOException {
        var source = Check.echoNode(folder, "return new EchoOk(m.echo());");
        var text = Files.readString(source);
        Check.shortly(source.toString(), option, source.toString()).isRefusedWith(option, "source");
        assertEquals(text, Files.readString(source));
    }

    @Test
    void twoOutputsInOneFile() {
        var path = folder.resolve("out").toString();
        Check.shortly("1", "--json", path, "--history", path).isRefusedWith("--json and --history");
    }

    @Test
    void anOutputThatMayNotBeWritten() throws IOException {
        var file = Files.createFile(folder.resolve("locked"));
        assertTrue(file.toFile().setWritable(false));
        var locked = Files.isWritable(file) ? Path.of("/proc/sys/kernel/ostype") : file; // not even for the superuser
        assumeTrue(Files.exists(locked), "nothing is locked for the superuser");
        Check.shortly("1", "--json", locked.toString()).isRefusedWith("--json", "permission denied");
    }

    @ParameterizedTest
    @CsvSource({"--json", "--history"})
    void aFullDiskLosesNothingThatWasFound(String option) {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no device that is always full");
        var check = Check.shortly("1", option, "/dev/full");
        assertEquals(Bench.IO_ERROR, check.exit());
        assertTrue(check.out().contains("1      pass"), check.out());
        assertTrue(check.err().startsWith(option + " /dev/full is not complete: "), check.err());
    }

    @Test
    void aSlipInTheLastWordIsToldBeforeAnythingRuns() {
        Check.run("check", "1", "none.java").isRefusedWith("there is no file none.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "check --processes", "bin"})
    void noVerbTakesABadNodeForABadCommandLine(String verb) throws IOException {
        var file = Check.echoNode(folder, "return new EchoOk(m.ehco());");
        Check.run((verb + " " + file).split(" ")).hasNoNodeWith(file + ":" + Check.HANDLER_LINE + ": ");
    }

    @Test
    void faultsAreNotForMaelstrom() {
        Check.run("maelstrom", "3c", "--faults", "loss").isRefusedWith("--faults strike in simulation only");
    }

    @Test
    void aNameThatIsEmpty() {
        Check.shortly(" ").isRefusedWith("is empty");
    }

    @Test
    void aDeviceForANode() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no device that is no file");
        Check.shortly("/dev/null").isRefusedWith("/dev/null is no regular file");
    }

    @Test
    void anOutputWithoutAName() {
        Check.shortly("1", "--json", "").isRefusedWith("--json names no file: the name is empty");
    }

    @Test
    void aWorkloadThatDoesNotExist() {
        Check.run("judge", "broadcasts", "none.edn")
                .isRefusedWith("there is no WORKLOAD \"broadcasts\". Did you mean broadcast?", "lin-kv, ");
    }

    @Test
    void aProgramJudgedByAWorkload() {
        Check.run("check", "--processes", "--bin", "none", "-w", "echo").isRefusedWith("there is no program none");
    }
}
