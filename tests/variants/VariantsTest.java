package variants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.gallery.Exhibit;
import bench.gallery.Gallery;
import bench.gallery.Gallery.LookAlike;
import bench.gallery.Variant;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import node.Node;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each variant is what its header says: right, or wrong in the way that stands there. */
@Execution(ExecutionMode.CONCURRENT)
final class VariantsTest {
    private static final Path ROOT = Path.of("");
    private static final int MOST_LINES = 150;
    private static final List<String> SHORT = List.of("--time-limit", "10", "--nemesis-interval", "2");
    private static final int SEEDS_TO_SHOW_SOMETHING = 8; // in some no partition cuts anybody

    static List<Variant> variants() throws SourceProblem {
        return Variant.all(ROOT);
    }

    static List<LookAlike> cleanRuns() throws SourceProblem {
        return variants().stream()
                .flatMap(variant -> variant.passes().stream().map(run -> new LookAlike(variant.file(), run)))
                .toList();
    }

    static List<Exhibit> exhibits() throws SourceProblem {
        return variants().stream()
                .flatMap(variant -> variant.exhibits().stream())
                .toList();
    }

    /** Ten seconds with a cut every two or so, and one seed that shows something, are enough here. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cleanRuns")
    void passes(LookAlike variant) throws SourceProblem {
        var nodes = NodeSource.read(variant.file()).load();
        var words = List.of(variant.run().split(" "));
        var more = Stream.concat(words.stream().skip(1), SHORT.stream()).toList();
        for (var run : Stage.find(words.getFirst()).orElseThrow().runs()) {
            var limits = words.size() == 1 ? run.limits() : Limits.NONE;
            assertEquals("", firstAlarm(nodes, new Trial(Arguments.parse(run.arguments(), more), limits)));
        }
    }

    private static String firstAlarm(Supplier<Node> nodes, Trial trial) {
        for (long seed = 1; seed <= SEEDS_TO_SHOW_SOMETHING; seed++) {
            var outcome = Simulation.run(nodes, Workloads.named(trial.options().workload()), trial, seed);
            if (!outcome.anomalies().isEmpty()) return "seed " + seed + ": " + outcome.anomalies();
            if (outcome.verdict() == Verdict.PASS) return "";
        }
        return SEEDS_TO_SHOW_SOMETHING + " seeds show nothing";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exhibits")
    void isCaught(Exhibit exhibit) {
        for (var each : Gallery.show(exhibit))
            assertTrue(each.isCaught(), () -> "not " + each.claim() + ", but " + each.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void isShortAndSaysWhatJBangNeeds(Variant variant) throws SourceProblem {
        var source = NodeSource.read(variant.file());
        var lines = source.text().lines().toList();
        assertTrue(lines.size() <= MOST_LINES, () -> lines.size() + " lines");
        assertEquals("//JAVA 25+", lines.get(1));
        assertTrue(lines.contains("//SOURCES ../../shared/node/*.java"), "the kernel is not among its sources");
        var all = new StringBuilder(source.text());
        for (var companion : source.companions()) all.append(companion.text());
        assertEquals(
                all.toString().lines().anyMatch(line -> line.startsWith("import kv.")),
                lines.contains("//SOURCES ../../shared/kv/*.java"));
    }
}
