package bench.maelstrom;

import bench.process.Children;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Real Maelstrom, as it is installed.
 *
 * @param program its script
 */
public record Maelstrom(Path program) {
    private static final int LINES_TOLD = 12;

    /** Where {@code MAELSTROM_HOME} or {@code PATH} have it. */
    public static Optional<Maelstrom> find(Map<String, String> environment) {
        var home = Stream.ofNullable(environment.get("MAELSTROM_HOME"));
        var path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(home, path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "maelstrom").toAbsolutePath())
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .map(Maelstrom::new);
    }

    /**
     * Runs a test to its end.
     *
     * @param node the program under test
     * @param arguments Maelstrom's, apart from {@code --bin}
     * @param folder where its {@code store} is to be
     * @param output a file for all that it prints
     * @throws IOException where it cannot be run or leaves no results; says what it printed last
     */
    public Results run(Path node, List<String> arguments, Path folder, Path output) throws IOException {
        var latest = Files.createDirectories(folder).resolve("store").resolve("latest");
        Files.deleteIfExists(latest); // a link, which must not lead to an older run's results
        var command = new ArrayList<>(
                List.of(program.toString(), "test", "--bin", node.toRealPath().toString()));
        command.addAll(arguments);
        var process = Children.start(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Maelstrom was running", e);
        } finally {
            Children.kill(List.of(process));
        }
        var results = latest.resolve("results.edn");
        if (!Files.exists(results))
            throw new IOException("Maelstrom ended with exit code " + process.exitValue()
                    + " and left no results; it printed last:\n" + tail(output) + "\nAll of it is in " + output);
        return Results.parse(Files.readString(results));
    }

    private static String tail(Path output) throws IOException {
        try (var lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            var all = lines.toList();
            return all.stream()
                    .skip(Math.max(0, all.size() - LINES_TOLD))
                    .collect(Collectors.joining("\n    ", "    ", ""));
        }
    }
}
