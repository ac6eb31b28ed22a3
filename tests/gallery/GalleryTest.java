package gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Checker;
import bench.gallery.Exhibit;
import bench.gallery.Gallery;
import bench.gallery.Gallery.LookAlike;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong node is caught for what is wrong with it, and a right one beside it is not. */
@Execution(ExecutionMode.CONCURRENT)
final class GalleryTest {
    private static final Path ROOT = Path.of("");
    private static final int SEEDS_OF_LOOK_ALIKES = 1;
    private static final int SEEDS_AT_MOST = 40; // what is rarer takes too long here, and is for the verb

    private static final Path CHECKERS = Path.of("shared", "bench", "checker");

    /** Where a checker counts a case of an anomaly: the first argument has its type, or one of two. */
    private static final Pattern COUNTED = Pattern.compile(
            "\\b(?:Tally\\.fails|(?:Tally|Anomaly)\\.warns|note|noteBeyond|warn)\\(\\s*([^,;)]*\"[^,;)]*)");

    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");

    static List<Exhibit> quickExhibits() throws SourceProblem {
        return Gallery.exhibits(ROOT).stream()
                .filter(exhibit -> exhibit.mostSeeds() <= SEEDS_AT_MOST)
                .toList();
    }

    static Collection<LookAlike> lookAlikes() throws SourceProblem {
        return Gallery.lookAlikes(quickExhibits());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quickExhibits")
    void isCaught(Exhibit exhibit) {
        for (var each : Gallery.show(exhibit))
            assertTrue(each.isCaught(), () -> "not " + each.claim() + ", but " + each.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lookAlikes")
    void isClean(LookAlike lookAlike) {
        var clearance = Gallery.clear(lookAlike, SEEDS_OF_LOOK_ALIKES, 1, () -> {});
        assertTrue(clearance.isClean(), clearance.alarm());
    }

    /** What no node can be caught for twice, and why. */
    private static final Map<String, String> UNCAUGHT = Map.of(
            "nothing-read", "where nobody reads anything the run is vacuous, and warnings of such a run are not told",
            "cycle-search-timeout", "no run of seconds has a component of so many ways; a test of the search has one");

    @Test
    void everyAnomalyOfACheckerHasTwoNodes() throws SourceProblem {
        var caught = new TreeMap<String, Set<String>>(); // the nodes, by checker and anomaly
        for (var workload : Workloads.names()) {
            var checker = checker("-w " + workload);
            for (var anomaly : checker.anomalies())
                if (!UNCAUGHT.containsKey(anomaly)) caught.put(of(checker, anomaly), new TreeSet<>());
        }
        for (var exhibit : Gallery.exhibits(ROOT))
            for (var claim : exhibit.claims())
                caught.computeIfPresent(of(checker(exhibit.run()), claim.anomaly()), (name, nodes) -> {
                    nodes.add(String.valueOf(exhibit.file().getFileName()));
                    return nodes;
                });
        caught.values().removeIf(nodes -> nodes.size() >= 2);
        assertEquals(Map.of(), caught);
    }

    private static Checker<?> checker(String run) {
        var options = Exhibit.trials(run).getFirst().options();
        return Workloads.named(options.workload()).checker(options);
    }

    private static String of(Checker<?> checker, String anomaly) {
        return checker.getClass().getSimpleName() + ": " + anomaly;
    }

    /** What checkers count is what they say that they may find. */
    @Test
    void everyAnomalyIsClaimed() throws IOException {
        var claimed = new TreeSet<String>();
        for (var workload : Workloads.names())
            claimed.addAll(checker("-w " + workload).anomalies());
        claimed.removeIf(type -> type.startsWith("G") && !type.matches("G1[ab]")); // cycles are named by their kind
        claimed.remove("G1c-realtime");
        var counted = new TreeSet<String>();
        try (var files = Files.walk(CHECKERS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var calls = COUNTED.matcher(Files.readString(file));
                while (calls.find())
                    LITERAL.matcher(calls.group(1)).results().forEach(literal -> counted.add(literal.group(1)));
            }
        }
        counted.remove("G1c-realtime");
        assertEquals(claimed, counted);
    }

    /** A file without a header is there to look like one with a header. */
    @Test
    void everyNodeIsShown() throws SourceProblem, IOException {
        var shown = Gallery.exhibits(ROOT).stream()
                .flatMap(exhibit -> List.of(exhibit.file(), exhibit.lookAlike()).stream())
                .filter(path -> path.startsWith(Gallery.nodes(ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.list(Gallery.nodes(ROOT))) {
            assertEquals(
                    shown,
                    files.filter(file -> file.toString().endsWith(".java"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyNodeIsShort() throws SourceProblem {
        for (var exhibit : Gallery.exhibits(ROOT))
            for (var file : Set.of(exhibit.file(), exhibit.lookAlike()))
                if (file.startsWith(Gallery.nodes(ROOT)))
                    assertTrue(NodeSource.read(file).text().lines().count() <= 85, () -> file + " is long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        // run: 3z                               | 2 | "// run: 3z"
        // run: 3c --rate much                   | 2 | "// run: 3c --rate much"
        // run: 3c;// seeds: 5                   | 2 | there is no "// caught for:" for it
        // run: 3c;// caught for: lost           | 2 | there is no "// seeds:" for it
        // caught for: lost                      | 2 | it must follow a "// run:"
        // run: 3c;// told: lost                 | 3 | it must follow the anomaly it is told of
        // run: 3c;// seeds: 201                 | 3 | it must be between 1 and 200
        // run: 3c;// caught for: a;// told: (   | 4 | it is no regular expression
        """)
    void tellsWhichLineOfAHeaderIsWrong(String header, int line, String what, @TempDir Path root) throws IOException {
        var file = Gallery.nodes(root).resolve("x.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "/** A mistake. */\n" + header.replace(";", "\n") + "\n");
        var problem = assertThrows(SourceProblem.class, () -> Gallery.exhibits(root));
        assertTrue(problem.getMessage().startsWith(file + ":" + line + ": "), problem::getMessage);
        assertTrue(problem.getMessage().contains(what), problem::getMessage);
    }
}
