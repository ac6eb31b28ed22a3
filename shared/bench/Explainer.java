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
import java.util.function.Supplier;
import node.Node;

/** Tells the stories of failures, and shows on a terminal that it is at work. */
final class Explainer {
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
        try (var lastWords = new LastWords(investigation::stop);
                var progress = table.progress(name + ", shrinking", Table.UNKNOWN)) {
            var found = investigation.investigate(name, trial, seed, replay, progress::step);
            progress.close();
            if (found.isEmpty()) table.print(List.of("", INTERRUPTED + replay, ""));
            found.map(Found::story).ifPresent(table::print);
            if (all) found.map(Found::transcript).ifPresent(table::print);
            return found.map(Found::story);
        }
    }

    /** Shows all that happens in a run that did not fail. */
    void show(NodeSource source, Supplier<Node> nodes, Trial trial, long seed) throws SourceProblem {
        if (all) table.print(new Investigation(source, nodes).transcript(trial, seed));
    }
}
