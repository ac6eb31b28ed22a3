package bench;

import bench.report.Table;
import bench.run.Trial;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.story.Investigation;
import bench.story.Investigation.Found;
import bench.story.Story;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import node.Node;

/** Tells the stories of failures, and shows on a terminal that it is at work. */
final class Explainer {
    private static final long LONGEST_LAST_WORDS_SECONDS = 10;

    private static final String INTERRUPTED =
            "Interrupted before a smaller run was found that fails too. To look for it again: ";

    private final Table table;
    private final boolean all;

    /** @param all whether all that happened is told too */
    Explainer(Table table, boolean all) {
        this.table = table;
        this.all = all;
    }

    /**
     * @param name what failed
     * @param replay the command that tells this again
     * @return nothing where it was interrupted too early
     */
    Optional<Story> explain(String name, NodeSource source, Supplier<Node> nodes, Trial trial, long seed, String replay)
            throws SourceProblem {
        var investigation = new Investigation(source, nodes);
        var told = new CountDownLatch(1);
        var lastWords = Thread.ofPlatform().unstarted(() -> {
            investigation.stop();
            await(told);
        });
        Runtime.getRuntime().addShutdownHook(lastWords);
        try (var progress = table.progress(name + ", shrinking", Table.UNKNOWN)) {
            var found = investigation.investigate(name, trial, seed, replay, progress::step);
            progress.close();
            if (found.isEmpty()) table.print(List.of("", INTERRUPTED + replay, ""));
            found.map(Found::story).ifPresent(table::print);
            if (all) found.map(Found::transcript).ifPresent(table::print);
            return found.map(Found::story);
        } finally {
            told.countDown();
            forget(lastWords);
        }
    }

    /** Shows all that happens in a run that did not fail. */
    void show(NodeSource source, Supplier<Node> nodes, Trial trial, long seed) throws SourceProblem {
        if (all) table.print(new Investigation(source, nodes).transcript(trial, seed));
    }

    private static void await(CountDownLatch told) {
        try {
            told.await(LONGEST_LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the JVM ends all the same
        }
    }

    private static void forget(Thread lastWords) {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWords);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook at work.
        }
    }
}
