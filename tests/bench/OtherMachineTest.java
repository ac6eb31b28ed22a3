package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import node.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code check} in processes of its own, on JVMs that are set up as differently as may be. */
final class OtherMachineTest {
    private static final List<String> ARABIC = List.of(
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dfile.encoding=ISO-8859-1",
            "-XX:+UseSerialGC");
    private static final List<String> TURKISH = List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=America/St_Johns",
            "-XX:+UseParallelGC",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=2"); // all identity hashes are 1

    @TempDir
    private Path folder;

    private Process start(List<String> settings, String... arguments) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(settings);
        command.addAll(List.of("bench.Bench", "check"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    private int exitOf(Process process) throws InterruptedException {
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "does not end");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theHistoryIsTheSameByteForByte() throws IOException, InterruptedException {
        var there = folder.resolve("there");
        var here = folder.resolve("here");
        assertEquals(0, exitOf(start(TURKISH, "3c", "--seed", "7", "--history", there.toString())));
        Check.run("check", "3c", "--seed", "7", "--history", here.toString()).passes();
        assertTrue(Files.size(here) > 10_000);
        assertEquals(-1, Files.mismatch(here, there));
    }

    @Test
    void resultsAreTheSameAndStdoutIsForThemAlone() throws IOException, InterruptedException {
        var there = folder.resolve("there");
        var here = folder.resolve("here");
        var prints = Check.echoNode(folder, "System.out.println(\"stray\"); return new EchoOk(m.echo());")
                .toString();
        assertEquals(Bench.FAIL, exitOf(start(ARABIC, wrongNodesInto(there, prints))));
        assertEquals(Bench.FAIL, Check.run(wrongNodesInto(here, "check")).exit());
        assertEquals(runsOfWrongNodes(here), runsOfWrongNodes(there));
        var out = Files.readString(folder.resolve("stdout"));
        assertTrue(out.matches("(?s).*1-test\\.java +pass .*") && !out.contains("stray"), out);
        assertTrue(out.matches("[\\x20-\\x7e\\n✗→…]+"), out);
        assertFalse(Files.readString(folder.resolve("stderr")).contains("stray"));
    }

    private static String[] wrongNodesInto(Path results, String first) {
        return new String[] {
            first,
            "tests/gallery/nodes/6c-abort-leaves-writes.java",
            "tests/gallery/nodes/2-no-node.java",
            "--nemesis-interval",
            "1",
            "--seeds",
            "2",
            "--time-limit",
            "1",
            "--json",
            results.toString()
        };
    }

    /** The failing ones, without the time they took. */
    private static List<JsonNode> runsOfWrongNodes(Path results) throws IOException {
        var runs = new ArrayList<JsonNode>();
        for (var run : Json.MAPPER.readTree(Files.readString(results)).get("runs"))
            if (run.get("verdict").stringValue().equals("fail")) runs.add(((ObjectNode) run).without("wall_s"));
        assertEquals(2, runs.size());
        return runs;
    }
}
