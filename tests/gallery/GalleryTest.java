package gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import gallery.Gallery.Exhibit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each wrong node is caught for what is wrong with it, and a right one beside it is not. */
final class GalleryTest {
    private static final int MOST_SEEDS = 50;
    private static final int MORE_SEEDS = 2; // that a right node passes beyond the one that caught the wrong one

    static final List<Exhibit> EXHIBITS = Gallery.ALL;

    @ParameterizedTest(name = "{0}")
    @FieldSource("EXHIBITS")
    void isCaughtAndItsLookAlikeIsNot(Exhibit exhibit) throws SourceProblem {
        long caughtBy = seedThatCatches(exhibit);
        var lookAlike = NodeSource.read(exhibit.lookAlikePath()).load();
        var right = LongStream.rangeClosed(1, caughtBy + MORE_SEEDS)
                .boxed()
                .flatMap(seed -> runs(lookAlike, exhibit, seed))
                .toList();
        for (var outcome : right)
            assertTrue(outcome.verdict() != Verdict.FAIL, () -> describe(exhibit.lookAlike(), outcome));
        assertTrue(right.stream().anyMatch(outcome -> outcome.verdict() == Verdict.PASS), "every run is vacuous");
    }

    private static long seedThatCatches(Exhibit exhibit) throws SourceProblem {
        var node = NodeSource.read(exhibit.path()).load();
        var outcome = LongStream.rangeClosed(1, MOST_SEEDS)
                .boxed()
                .flatMap(seed -> runs(node, exhibit, seed))
                .filter(run -> run.verdict() == Verdict.FAIL)
                .findFirst()
                .orElseGet(() -> fail(MOST_SEEDS + " seeds pass"));
        var text = outcome.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals(exhibit.anomaly()) && anomaly.severity() == Severity.FAILS)
                .map(Anomaly::text)
                .findFirst()
                .orElseGet(() -> fail("not " + exhibit.anomaly() + ", but " + describe(exhibit.file(), outcome)));
        assertTrue(Pattern.compile(exhibit.told()).matcher(text).find(), () -> "told as: " + text);
        return outcome.seed();
    }

    private static Stream<Outcome> runs(Supplier<Node> nodes, Exhibit exhibit, long seed) {
        return exhibit.trials().stream()
                .map(trial ->
                        Simulation.run(nodes, Workloads.named(trial.options().workload()), trial, seed));
    }

    private static String describe(String file, Outcome outcome) {
        return file + ", seed " + outcome.seed() + ": " + outcome.anomalies();
    }

    @Test
    void everyNodeIsShown() throws IOException {
        var shown = Gallery.ALL.stream()
                .flatMap(exhibit -> List.of(exhibit.path(), exhibit.lookAlikePath()).stream())
                .filter(path -> path.startsWith(Gallery.NODES))
                .collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.list(Gallery.NODES)) {
            assertEquals(shown, files.collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
