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
        import node.Node;
        import node.Request;

        final class EchoNode extends Node {
            record Echo(int echo) implements Request<EchoOk> {}

            record EchoOk(int echo) {}

            EchoNode() {
                on(Echo.class, m -> new EchoOk(m.echo()));
            }

            void main() {
                serve();
            }
        }
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

    private static Path source;
    private static Executable echo;

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void make() throws IOException, SourceProblem {
        source = Files.writeString(folder.resolve("1.java"), NODE);
        echo = Executable.make(source, folder.resolve("it's a place").resolve("1"));
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
        var file = Files.writeString(folder.resolve("2.java"), NODE);
        var script = folder.resolve("bin").resolve("2");
        var makers = List.of(1, 2).stream()
                .map(i -> CompletableFuture.supplyAsync(() -> makeUnchecked(file, script)))
                .toList();
        var first = makers.get(0).join();
        var made = Files.getLastModifiedTime(script);
        assertEquals(first, makers.get(1).join());
        assertEquals(first, Executable.make(file, script));
        assertEquals(made, Files.getLastModifiedTime(script));

        Files.writeString(file, NODE.replace("m.echo()", "m.echo() + 1"));
        var second = Executable.make(file, script);
        assertNotEquals(first.jar(), second.jar());
        assertFalse(Files.exists(first.jar()), "what it was made of before is still there");
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
        var kill = "new ProcessBuilder(\"kill\", \"-9\", \"\" + ProcessHandle.current().pid()).start().waitFor();";
        var text = NODE.replace("void main()", "void main() throws Exception").replace("serve();", kill);
        var file = Files.writeString(folder.resolve("3.java"), text);
        var made = Executable.make(file, folder.resolve("bin").resolve("3"));
        assertTrue(made.whyNoCache().orElse("").startsWith("java ended with exit code 137"), () -> made.toString());
        assertEquals(made, Executable.make(file, made.script()));
        assertEquals(137, run(made.script()).code());
    }

    @Test
    void whatANodeHasStartedEndsWithItsTraining() throws Exception {
        var pid = folder.resolve("pid");
        var start = "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + pid + "\"), \"\""
                + " + new ProcessBuilder(\"sleep\", \"1000\").start().pid()); serve();";
        var text = NODE.replace("void main()", "void main() throws Exception").replace("serve();", start);
        var file = Files.writeString(folder.resolve("6.java"), text);
        assertEquals(
                Optional.empty(),
                Executable.make(file, folder.resolve("bin").resolve("6")).whyNoCache());
        ProcessHandle.of(Long.parseLong(Files.readString(pid)))
                .ifPresent(
                        child -> child.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }

    @Test
    void aFileThatDoesNotCompileIsToldWithItsLine() throws IOException {
        var file = Files.writeString(folder.resolve("4.java"), NODE.replace("serve()", "swerve()"));
        var problem = assertThrows(
                SourceProblem.class,
                () -> Executable.make(file, folder.resolve("bin").resolve("4")));
        assertTrue(problem.getMessage().contains("4.java:14"), problem.getMessage());
    }

    @Test
    void aFileWithoutMainIsTold() throws IOException {
        var file = Files.writeString(folder.resolve("5.java"), NODE.replace("void main", "void other"));
        var problem = assertThrows(
                SourceProblem.class,
                () -> Executable.make(file, folder.resolve("bin").resolve("5")));
        assertTrue(problem.getMessage().contains("no main method"), problem.getMessage());
    }
}
