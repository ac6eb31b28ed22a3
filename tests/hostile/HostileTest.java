package hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Outcome;
import bench.run.ProcessRun;
import bench.run.Stage;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import node.Node;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nodes that get hostile lines besides what they are asked: they live on, are right, and hold no more than they would without.
 * The whole dose is taken with the environment variable {@code HOSTILE_LINES=100000}, lines a node; then all stages take it.
 */
class HostileTest {
    private static final String WHOLE_DOSE = System.getenv("HOSTILE_LINES");
    private static final int SMALL_DOSE = 1400;
    private static final int LINES = WHOLE_DOSE == null ? SMALL_DOSE : Integer.parseInt(WHOLE_DOSE);

    /** A node compiles what it runs, and loads classes for the mistakes it has not met yet. */
    private static final long LEEWAY_BYTES = 2_000_000;

    /** Of the class path what a node needs: to open the rest takes longer than to start. */
    private static final String CLASS_PATH = Stream.of(
                    Node.class, JsonMapper.class, JsonFactory.class, JsonInclude.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .map(location -> Path.of(URI.create(location.toString())).toString())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));

    @TempDir
    private static Path folder;

    static Stream<String> stagesInSimulation() {
        return WHOLE_DOSE == null
                ? Stream.of("1", "2", "3e", "4", "5c", "6c")
                : Stage.ALL.stream().map(Stage::id);
    }

    static Stream<String> stagesAsProcesses() {
        return WHOLE_DOSE == null ? Stream.of("6c") : Stage.ALL.stream().map(Stage::id);
    }

    @ParameterizedTest
    @MethodSource("stagesInSimulation")
    void inSimulation(String id) {
        var stage = Stage.find(id).orElseThrow();
        var quiet = Siege.none(stage);
        var siege = Siege.of(stage, HostileLines.of(stage, quiet.messages()), LINES);
        assertEquals(List.of(), siege.escaped());
        assertPasses(siege.outcome());
        assertTrue(siege.delivered() > LINES / 3, "most lines are no messages at all");
        assertEquals(held(quiet), held(siege));
    }

    private static List<Integer> held(Siege siege) {
        return siege.nodes().stream().map(Reach::of).toList();
    }

    /** To the bench a stranger that is answered is a client that has gone. */
    private static void assertPasses(Outcome outcome) {
        var anomalies = outcome.anomalies().stream()
                .filter(anomaly -> !anomaly.type().equals("late answer"))
                .toList();
        assertEquals(List.of(), anomalies);
        assertEquals(Verdict.PASS, outcome.verdict(), outcome.vacuous());
    }

    @ParameterizedTest
    @MethodSource("stagesAsProcesses")
    void asProcesses(String id) throws IOException, SourceProblem {
        var stage = Stage.find(id).orElseThrow();
        var lines = folder.resolve(id + ".lines");
        write(HostileLines.of(stage, Siege.none(stage).messages()), lines);
        var reports = Files.createDirectories(folder.resolve(id + ".reports"));
        var command = new ArrayList<>(java(CLASS_PATH, Interposer.class.getName()));
        command.addAll(List.of(lines.toString(), reports.toString()));
        command.addAll(node(stage));
        int nodes = Siege.trial(stage).options().nodeCount();
        int seconds = 4 + nodes * LINES / 10_000;
        var outcome = run(stage, command, seconds);
        if (reports(reports).size() < nodes) { // the machine is busy: so they get more time
            deleteAll(reports);
            outcome = run(stage, command, 8 * seconds);
        }
        assertPasses(outcome);
        assertEquals(nodes, reports(reports).size(), "nodes that have read all lines");
        for (var report : reports(reports)) {
            if (WHOLE_DOSE != null)
                System.out.println("stage " + id + ": a node held, in bytes, then and now: " + report);
            var bytes = report.split(" ");
            long growth = Long.parseLong(bytes[1]) - Long.parseLong(bytes[0]);
            assertTrue(growth < LEEWAY_BYTES, () -> "held " + bytes[0] + " bytes, and in the end " + bytes[1]);
        }
    }

    private static Outcome run(Stage stage, List<String> command, int seconds) {
        var trial = Siege.trial(stage, "--time-limit", "" + seconds);
        return ProcessRun.run(command, Workloads.named(trial.options().workload()), trial, 1);
    }

    private static void write(HostileLines lines, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < LINES; i++) {
                out.write(lines.next("n0"));
                out.write('\n');
            }
        }
    }

    private static List<String> java(String classPath, String main) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(
                java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, main); // start fast
    }

    /** What starts the stage's node. */
    private static List<String> node(Stage stage) throws SourceProblem {
        var source = NodeSource.read(Siege.file(stage));
        var classes = folder.resolve(stage.id());
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        CLASS_PATH,
                        "-d",
                        classes.toString(),
                        source.file().toString());
        assertEquals(0, exit);
        return java(
                classes + File.pathSeparator + CLASS_PATH,
                source.directives("MAIN").getFirst());
    }

    /** Each node's; there is none of a node that has not read all lines. */
    private static List<String> reports(Path folder) throws IOException {
        var reports = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) reports.add(Files.readString(file));
        }
        return reports;
    }

    private static void deleteAll(Path reports) throws IOException {
        try (var files = Files.list(reports)) {
            for (var file : files.toList()) Files.delete(file);
        }
    }
}
