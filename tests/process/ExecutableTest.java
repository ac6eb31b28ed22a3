package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.launch.Executable;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs made of node files. */
class ExecutableTest {
    private static final String NODE = """
        import java.nio.file.*;
        import node.Node;
        import node.Request;

        final class EchoNode extends Node {
            record Echo(int echo) implements Request<EchoOk> {}

            record EchoOk(int echo) {}

            EchoNode() {
                on(Echo.class, m -> new EchoOk(m.echo()));
            }

            void main() throws Exception {
                FIRST
                serve();
            }
        }
        """;

    /** The step is 1; it is 0 with two slashes before this. */
    private static final String STEPS = """
        /*
        final class Step { static final int SIZE = 0; } /*/ final class Step { static final int SIZE = 1; } //*/
        """;

    private static final String INPUT = """
        {"src":"c0","dest":"n0","body":{"type":"init","msg_id":1,"node_id":"n0","node_ids":["n0"]}}
        {"src":"c0","dest":"n0","body":{"type":"echo","msg_id":2,"echo":3}}
        """;

    private static final String OUTPUT = """
        {"src":"n0","dest":"c0","body":{"type":"init_ok","in_reply_to":1}}
        {"src":"n0","dest":"c0","body":{"type":"echo_ok","in_reply_to":2,"echo":3}}
        """;

    @TempDir
    private static Path folder;

    /** Made once, since to train a node and to make a cache of it takes seconds. */
    private static Executable echo;

    /** Where the node has written, when it ran for the first time, which process it started. */
    private static Path child;

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void make() throws IOException, SourceProblem {
        child = folder.resolve("child");
        var source = write("1.java", """
            if (!Files.exists(Path.of("%s")))
                Files.writeString(Path.of("%<s"), "" + new ProcessBuilder("sleep", "1000").start().pid());
            """.formatted(child));
        echo = Executable.make(source, folder.resolve("it's a place").resolve("1"));
    }

    /** A node that does {@code first} before it serves. */
    private static Path write(String name, String first) throws IOException {
        return Files.writeString(folder.resolve(name), NODE.replace("FIRST", first));
    }

    /** What lets a node end in the middle of its training, so that there is no cache to be made; {@code told} says when. */
    private static String killedIf(Path told) {
        return """
            if (Files.exists(Path.of("%s")))
                new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
            """.formatted(told);
    }

    private static Ran run(Path program) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "out", "");
        var err = Files.createTempFile(folder, "err", "");
        var input = Files.writeString(folder.resolve("input"), INPUT);
        var process = new ProcessBuilder(program.toString())
                .directory(Path.of("/").toFile())
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Ran(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    private static Path changed(String name, String from, String to) throws IOException {
        var text = Files.readString(echo.script());
        assertTrue(text.contains(from));
        var script = Files.writeString(folder.resolve(name), text.replace(from, to));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void itIsANodeInAnyFolder() throws Exception {
        assertEquals(new Ran(0, OUTPUT, ""), run(echo.script()));
    }

    @Test
    void itHasACache() throws IOException {
        assertEquals(Optional.empty(), echo.whyNoCache());
        assertTrue(Files.size(Path.of(echo.jar().toString().replace(".jar", ".aot"))) > 1_000_000);
    }

    @Test
    void withoutItsCacheItStillRuns() throws Exception {
        assertEquals(OUTPUT, run(changed("uncached", ".aot", ".gone")).out());
    }

    @Test
    void withABrokenCacheItStillRunsAndSaysNothingOnStdout() throws Exception {
        var broken = Files.writeString(folder.resolve("broken.aot"), "no cache at all");
        var cache = echo.jar().toString().replace(".jar", ".aot").replace("'", "'\\''");
        assertEquals(OUTPUT, run(changed("broken", cache, broken.toString())).out());
    }

    @Test
    void withoutItsJdkItSaysSo() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var ran = run(changed("homeless", java, "/gone/bin/java"));
        assertEquals(1, ran.code());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("/gone/bin/java is gone"), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    @Test
    void itIsMadeAgainWhenItsSourceChangesAndOnlyThen() throws Exception {
        var training = Files.createFile(folder.resolve("training"));
        var companion = Files.writeString(folder.resolve("Step.java"), "//" + STEPS);
        var file = write("2.java", killedIf(training));
        var text = "//SOURCES Step.java\n" + Files.readString(file).replace("m.echo()", "m.echo() + Step.SIZE");
        Files.writeString(file, text);
        var script = folder.resolve("bin").resolve("2");
        var makers = List.of(1, 2).stream()
                .map(i -> CompletableFuture.supplyAsync(() -> makeUnchecked(file, script)))
                .toList();
        var first = makers.get(0).join();
        var made = Files.getLastModifiedTime(script);
        assertEquals(first, makers.get(1).join());
        assertEquals(first, Executable.make(file, script));
        assertEquals(made, Files.getLastModifiedTime(script));

        Files.writeString(script, Files.readString(script).replaceAll("\n# no cache.*", "")); // as if it had one
        assertEquals(first, Executable.make(file, script), "it has lost its cache");

        Files.writeString(file, text + "//"); // moved from one's beginning to the other's end
        Files.writeString(companion, STEPS);
        var second = Executable.make(file, script);
        assertNotEquals(first.jar(), second.jar());
        assertFalse(Files.exists(first.jar()), "what it was made of before is still there");
        Files.delete(training);
        assertTrue(run(script).out().contains("\"echo\":4"));
    }

    private static Executable makeUnchecked(Path file, Path script) {
        try {
            return Executable.make(file, script);
        } catch (IOException | SourceProblem e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNodeThatCannotBeTrainedHasNoCacheAndSaysWhy() throws Exception {
        var made = Executable.make(
                write("3.java", killedIf(folder)), folder.resolve("bin").resolve("3"));
        assertTrue(made.whyNoCache().orElse("").startsWith("java ended with exit code 137"), () -> made.toString());
        assertEquals(137, run(made.script()).code());
    }

    @Test
    void whatANodeHasStartedEndsWithItsTraining() throws IOException {
        ProcessHandle.of(Long.parseLong(Files.readString(child)))
                .ifPresent(process ->
                        process.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }

    @Test
    void aFileThatDoesNotCompileIsToldWithItsLine() throws IOException {
        var file = write("4.java", "swerve();");
        var problem = assertThrows(
                SourceProblem.class,
                () -> Executable.make(file, folder.resolve("bin").resolve("4")));
        assertTrue(problem.getMessage().contains("4.java:15"), problem.getMessage());
    }

    @Test
    void aFileWithoutMainIsTold() throws IOException {
        var file = Files.writeString(
                folder.resolve("5.java"),
                NODE.replace("void main", "void other").replace("FIRST", ""));
        var problem = assertThrows(
                SourceProblem.class,
                () -> Executable.make(file, folder.resolve("bin").resolve("5")));
        assertTrue(problem.getMessage().contains("no main method"), problem.getMessage());
    }
}
