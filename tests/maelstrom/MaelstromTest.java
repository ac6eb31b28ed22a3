package maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.maelstrom.Maelstrom;
import bench.maelstrom.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Maelstrom is found and run, with a script in its place. */
class MaelstromTest {
    private static final String RESULTS = """
        {:stats {:count 7}, :availability {:ok-fraction 1.0},
         :net {:all {:msgs-per-op 2.5}, :servers {:msgs-per-op 0.5}}, :valid? true}
        """;

    @TempDir
    private Path folder;

    private Path program;

    @BeforeEach
    void install() throws IOException {
        program = Files.createDirectories(folder.resolve("home")).resolve("maelstrom");
        play("""
            mkdir -p store/run && ln -s run store/latest
            printf '%s' "$*" > arguments
            cat > store/latest/results.edn <<'END'
            """ + RESULTS + "END\n");
    }

    private void play(String script) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Results run() throws IOException {
        var work = Files.createDirectories(folder.resolve("work"));
        return new Maelstrom(program).run(program, List.of("-w", "echo"), work, work.resolve("output"));
    }

    @Test
    void isFoundByItsHomeBeforeThePath() throws IOException {
        var other = Files.createDirectories(folder.resolve("bin"));
        Files.copy(program, other.resolve("maelstrom"), StandardCopyOption.COPY_ATTRIBUTES);
        var environment = Map.of(
                "PATH",
                "/nowhere:" + other,
                "MAELSTROM_HOME",
                program.getParent().toString());
        assertEquals(Optional.of(new Maelstrom(program)), Maelstrom.find(environment));
        assertEquals(
                Optional.of(new Maelstrom(other.resolve("maelstrom"))),
                Maelstrom.find(Map.of("PATH", other.toString())));
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        assertEquals(Optional.empty(), Maelstrom.find(Map.of("PATH", "/nowhere:" + folder)));
        assertEquals(Optional.empty(), Maelstrom.find(Map.of()));
    }

    @Test
    void runsWithTheArgumentsInItsFolder() throws IOException {
        var results = run();
        assertEquals(7, results.ops());
        assertEquals(2.5, results.allPerOp());
        assertEquals(
                "test --bin " + program.toRealPath() + " -w echo",
                Files.readString(folder.resolve("work").resolve("arguments")));
    }

    @Test
    void resultsOfAnOlderRunAreNotTaken() throws IOException {
        run();
        play("echo 'no such workload' >&2; exit 255\n");
        var problem = assertThrows(IOException.class, this::run);
        assertTrue(problem.getMessage().contains("exit code 255"), problem.getMessage());
        assertTrue(problem.getMessage().contains("no such workload"), problem.getMessage());
        assertFalse(Files.exists(folder.resolve("work/store/latest")));
    }
}
