package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user types arrives, and what the program does comes back. */
@DisabledOnOs(OS.WINDOWS)
class ArgumentsTest {
    private static final String[] ODD = {
        "",
        " ",
        "two  words",
        "*",
        "?",
        "~",
        "'",
        "\"",
        "it's",
        "\\",
        "\\n",
        "$HOME",
        "$(id)",
        "`id`",
        "@args",
        "-x",
        "--",
        "a=b",
        "é ∀ 😀",
        "line\nline",
        "!",
        "#",
        ";",
        "&",
        "|",
        "<",
        ">",
        "%s"
    };

    @TempDir
    Path folder;

    private Clone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new Clone(folder).fetched();
    }

    private static String shown(String... words) {
        return Arrays.stream(words).map(word -> "<" + word + ">\n").collect(Collectors.joining());
    }

    private static String[] with(String first, String... rest) {
        return Stream.concat(Stream.of(first), Arrays.stream(rest)).toArray(String[]::new);
    }

    @Test
    void aListThatCannotBePrintedIsOneMessage() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no device that is always full");
        var clone = new Clone(Files.createDirectory(folder.resolve("full")));
        Clone.executable(clone.bin.resolve("full"), "#!/bin/sh\nexec '" + clone.root + "/jbang' >/dev/full\n");
        var result = clone.start(folder, clone.bin.resolve("full")).finish("");
        assertEquals(
                "jbang: stdout cannot be written. Is the disk full?",
                result.err().strip());
        assertEquals(69, result.code());
    }

    @Test
    void aVerbGetsItsNameAndEveryArgumentUntouched() throws Exception {
        clone.jbang("check");
        var result = clone.jbang(with("check", ODD));
        assertEquals("the bench\nthe bench\nthe node\n" + shown(with("check", ODD)), result.out());
        assertEquals(0, result.code());
    }

    @Test
    void anEnvironmentWithoutAPathIsEnough() throws Exception {
        clone.jbang("check");
        assertEquals(
                "the bench\nthe bench\nthe node\n<check>\n",
                clone.set("PATH", null).jbang("check").out());
        var result = clone.set("PATH", "/nowhere").jbang("check");
        assertEquals(
                "jbang: found no cksum, which belongs to every Unix. Is PATH right? It is /nowhere\n", result.err());
        assertEquals(69, result.code());
    }

    @Test
    void argumentsAreUntouchedInTheRunThatBuildsToo() throws Exception {
        assertTrue(clone.jbang(with("check", ODD)).out().endsWith(shown(with("check", ODD))));
    }

    @Test
    void aStageGetsNoWordOfItsOwn() throws Exception {
        assertEquals(
                "stage 5c\nthe bench\nthe node\n<a>\n", clone.jbang("5c", "a").out());
    }

    @Test
    void standardInputGoesToTheStageAndNotToTheBuild() throws Exception {
        for (var attempt : List.of("built now", "built before")) {
            var process = clone.start("5c");
            assertTrue(process.finish(attempt).out().endsWith("\n" + attempt), attempt);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 64, 137, 255})
    void theExitCodeComesBack(int code) throws Exception {
        assertEquals(
                code,
                clone.set("INSTEAD_OF_INPUT", "exit " + code).jbang("check").code());
    }

    @Test
    void theProgramIsTheLaunchersOwnProcess() throws Exception {
        clone.set("INSTEAD_OF_INPUT", "echo $$");
        for (var attempt : List.of("built now", "built before")) {
            var process = clone.start("5c");
            assertTrue(
                    process.finish("").out().endsWith("\n" + process.process().pid() + "\n"), attempt);
        }
    }

    @Test
    void aSignalReachesTheProgram() throws Exception {
        var ready = Clone.pipe(folder.resolve("ready"));
        clone.set("INSTEAD_OF_INPUT", "trap 'exit 42' TERM; echo ready >'" + ready + "'; while :; do read -r _; done");
        var process = clone.start("5c");
        assertEquals("ready", process.hear(ready));
        process.process().toHandle().destroy();
        assertEquals(42, process.finish("").code());
    }

    @Test
    void anyWorkingDirectoryWillDo() throws Exception {
        var elsewhere = Files.createDirectory(folder.resolve("else where"));
        clone.set("INSTEAD_OF_INPUT", "pwd -P");
        var result = clone.start(elsewhere, clone.root.resolve("jbang"), "5c").finish("");
        assertTrue(result.out().endsWith(elsewhere.toRealPath() + "\n"), result.out());
    }

    @Test
    void aSymbolicLinkToTheLauncherWillDo() throws Exception {
        var links = Files.createDirectories(folder.resolve("links/deep"));
        Files.createSymbolicLink(folder.resolve("links/one"), clone.root.resolve("jbang"));
        var link = Files.createSymbolicLink(links.resolve("jbang"), Path.of("../one"));
        assertEquals(
                "stage 5c\nthe bench\nthe node\n",
                clone.start(folder, link, "5c").finish("").out());
    }

    @Test
    void theLauncherOnPathDoesNotTakeItselfForAnInstalledJBang() throws Exception {
        clone.set("PATH", clone.root + ":" + clone.get("PATH"));
        assertTrue(clone.jbang("--version").out().startsWith("JBang was asked\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two  words", "it's", "a\"b", "ünï cödé 😀", "back\\slash", "$HOME*", "-dash", "#a;b&c"})
    void theCloneMayHaveAnyName(String name) throws Exception {
        var odd = new Clone(Files.createDirectory(folder.resolve("odd")), name).fetched();
        for (var attempt : List.of("built now", "built before"))
            assertEquals(
                    "stage 5c\nthe bench\nthe node\n<x y>\n",
                    odd.jbang("5c", "x y").out(),
                    attempt);
        assertEquals(1, odd.builds());
    }

    @Test
    void aColonInTheNameIsRefusedBecauseNoClassPathCanHaveOne() throws Exception {
        var odd = new Clone(Files.createDirectory(folder.resolve("odd")), "a:b");
        var result = odd.jbang("5c");
        assertEquals(69, result.code());
        assertTrue(result.err().contains("colon"), result.err());
    }

    @Test
    void theBenchHearsWhereTheCloneIs() throws Exception {
        clone.set("INSTEAD_OF_INPUT", "cat /dev/null").jbang("5c");
        var told = folder.resolve("told");
        var java = Path.of(clone.get("JAVA_HOME")).resolve("bin/java");
        Clone.executable(java, "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + told + "'\n");
        clone.jbang("5c");
        assertEquals("-Dbench.root=" + clone.root, Files.readAllLines(told).getFirst());
    }

    @Test
    void javaHomeIsHandedOn() throws Exception {
        clone.set("INSTEAD_OF_INPUT", "echo \"$JAVA_HOME\"");
        assertTrue(clone.jbang("check").out().endsWith("\n" + clone.get("JAVA_HOME") + "\n"));
    }

    @Test
    void javasOwnVariablesAreTheUsersAndNotTheBuilds() throws Exception {
        var built = folder.resolve("built");
        clone.set("JAVA_TOOL_OPTIONS", "-Dmine")
                .set("DURING_BUILD", "echo \"$JAVA_TOOL_OPTIONS\" >'" + built + "'")
                .set("INSTEAD_OF_INPUT", "echo \"$JAVA_TOOL_OPTIONS\"");
        assertTrue(clone.jbang("5c").out().endsWith("\n-Dmine\n"));
        assertTrue(Files.readString(built).startsWith("-Dmine "));
    }

    @Test
    void anotherCommandLineGoesToJBang() throws Exception {
        var result = clone.jbang("run", "challenges/5c.java", "two  words", "");
        assertTrue(
                result.out().endsWith("<dev.jbang.Main>\n" + shown("run", "challenges/5c.java", "two  words", "")),
                result.out());
    }

    @Test
    void aMistypedVerbGoesToTheBenchWhichKnowsTheRightOne() throws Exception {
        assertTrue(clone.jbang("chekc", "3c").out().endsWith(shown("chekc", "3c")));
    }
}
