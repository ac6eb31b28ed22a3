package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code .ci/run} makes of verdicts and tests. */
@DisabledOnOs(OS.WINDOWS)
class LandingTest {
    private static final String STAGES = """
        {
            "check": {"script-ref": "shared/bench/Bench.java"},
            "1":     {"script-ref": "challenges/1.java"},
            "2":     {"script-ref": "challenges/2.java"}
        }
        """;

    private static final String JBANG = """
        #!/bin/sh
        [ "$1" = check ] || { echo '%s'; exit %d; }
        for verdict in %s; do printf '{"verdict": "%%s"}' "$verdict"; done >"$5"
        exit %d
        """;

    @TempDir
    private Path folder;

    private record Ran(int code, String lastLine) {}

    private Ran run(String verdicts, int check, String counts, int test) throws IOException, InterruptedException {
        var script = Files.createDirectory(folder.resolve(".ci")).resolve("run");
        Files.copy(Path.of(".ci/run"), script);
        Files.writeString(folder.resolve("jbang-catalog.json"), STAGES);
        Clone.executable(folder.resolve("jbang"), JBANG.formatted(counts, test, verdicts, check));
        var process = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .start();
        var lines = process.inputReader().readAllLines();
        return new Ran(process.waitFor(), lines.getLast());
    }

    @Test
    void allStagesAndTestsPass() throws Exception {
        assertEquals(new Ran(0, "9 passed, 0 failed, 0 skipped"), run("pass pass", 0, "7 passed, 0 failed", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "'',          0, 2", // as if a node had ended the bench
        "pass,        0, 1",
        "pass,       70, 1",
        "pass fail,   1, 1",
        "pass vacuous,2, 1",
        "pass pass,  74, 1"
    })
    void withoutAPassForEachStageNothingLands(String verdicts, int check, int failed) throws Exception {
        long passed =
                7 + List.of(verdicts.split(" ")).stream().filter("pass"::equals).count();
        assertEquals(
                new Ran(1, passed + " passed, " + failed + " failed, 0 skipped"),
                run(verdicts, check, "7 passed, 0 failed", 0));
    }

    @Test
    void aTestThatFailsLetsNothingLand() throws Exception {
        assertEquals(new Ran(1, "8 passed, 1 failed, 0 skipped"), run("pass pass", 0, "6 passed, 1 failed", 1));
    }
}
