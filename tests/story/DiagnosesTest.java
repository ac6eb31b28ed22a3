package story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.gallery.Exhibit;
import bench.run.Simulation;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.story.Investigation;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each node is wrong in one way, and most do beside it what is right and looks like a known mistake. No story may take that for
 * the cause: it tells the true one, or that it does not know.
 */
class DiagnosesTest {
    private static final int SEEDS = 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "unknown", delimiter = '|', textBlock = """
        # node                  | run                                                        | cause
        broadcast-asks-how-busy | broadcast --node-count 2 --rate 5                          | never sent
        broadcast-forgets       | broadcast --node-count 2 --rate 5                          | overwritten
        broadcast-one-is-enough | broadcast --node-count 3 --rate 5                          | forgotten too early
        broadcast-one-peer      | broadcast --node-count 3 --rate 5                          | never sent
        counter-heard           | g-counter --node-count 2 --rate 5                          | unknown
        counter-merge           | g-counter --node-count 2 --rate 5                          | unknown
        counter-queue           | g-counter --node-count 1 --rate 5                          | wrong by itself
        counter-read-then-write | g-counter --node-count 1 --concurrency 4n --rate 50        | overwritten between awaits
        counter-second-life     | g-counter --node-count 1 --rate 5 --faults crash           | unknown
        counter-status          | g-counter --node-count 1 --rate 5                          | wrong by itself
        counter-writes-again    | g-counter --node-count 1 --rate 5 --faults service-timeout | unknown
        register-cas-waits      | lin-kv --node-count 2 --concurrency 4n --rate 200          | overwritten between awaits
        register-first-write    | lin-kv --node-count 1 --concurrency 4n --rate 20           | wrong by itself
        register-ready          | lin-kv --node-count 2 --concurrency 2n --rate 30           | old copy
        """)
    void namesTheCauseOrNone(String node, String run, String cause) throws SourceProblem {
        var source = NodeSource.read(Path.of("tests", "story", "nodes", node + ".java"));
        var trial = Exhibit.trials("-w " + run + " --time-limit 5").getFirst();
        var nodes = source.load();
        var workload = Workloads.named(trial.options().workload());
        long seed = LongStream.rangeClosed(1, SEEDS)
                .filter(each -> Simulation.run(nodes, workload, trial, each).verdict() == Verdict.FAIL)
                .findFirst()
                .orElseThrow();
        var found = new Investigation(source, nodes).investigate(node, trial, seed, "", () -> {});
        var story = found.orElseThrow().story();
        assertEquals(cause, story.cause(), () -> String.join("\n", story.words()));
    }
}
