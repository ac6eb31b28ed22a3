package process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However the bench ends, its nodes end too. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminationTest {
    @TempDir
    private Path folder;

    /** Runs a bench with three nodes until they tell their process ids, then ends it. */
    private void endBench(String afterStdin, Consumer<Process> end) throws IOException, InterruptedException {
        var pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        var node = Script.node(folder, "echo $$ > '" + pipe + "'; reply init_ok", Script.ECHO);
        Files.writeString(Path.of(node.getLast()), Files.readString(Path.of(node.getLast())) + afterStdin);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessBench.class.getName()));
        command.addAll(node);
        var bench = new ProcessBuilder(command).inheritIO().start();

        var nodes = new ArrayList<ProcessHandle>();
        while (nodes.size() < 3)
            for (var pid : Files.readAllLines(pipe))
                nodes.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
        end.accept(bench);
        assertTrue(bench.waitFor(20, TimeUnit.SECONDS), "the bench lives on");
        for (var left : nodes) left.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void terminatedItKillsItsNodes() throws IOException, InterruptedException {
        endBench("exec sleep 1000", Process::destroy);
    }

    @Test
    void killedItClosesTheirStdin() throws IOException, InterruptedException {
        endBench("exit 0", Process::destroyForcibly);
    }
}
