package bench.story;

import bench.run.Failure;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Trial;
import bench.shrink.Shrinker;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.trace.Trace;
import bench.workload.Workloads;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import node.Node;

/** From a run that failed to its story. */
public final class Investigation {
    private final NodeSource source;
    private final Supplier<Node> nodes;
    private volatile boolean stopped;
    private volatile Shrinker shrinker;

    /**
     * @param source the nodes' file
     * @param nodes what it makes
     */
    public Investigation(NodeSource source, Supplier<Node> nodes) {
        this.source = source;
        this.nodes = nodes;
    }

    /** Lets {@link #investigate} tell soon of the smallest failure that it has by then. May be called from any thread. */
    public void stop() {
        stopped = true;
        if (shrinker != null) shrinker.stop();
    }

    /** What was found: a story, and all that happened in the run that it tells of. */
    public record Found(Story story, List<String> transcript) {}

    /**
     * Shrinks a failure and tells why it happened.
     *
     * @param subject what failed, for the headline
     * @param replay the command that does all of this again
     * @param whenOneIsDone called after each run that it takes
     * @return nothing where it was stopped before it had a smaller run: to tell of one as large takes too long
     */
    public Optional<Found> investigate(String subject, Trial trial, long seed, String replay, Runnable whenOneIsDone)
            throws SourceProblem {
        var original = new Failure(trial, run(trial, seed, null));
        var type = Storyteller.gravest(original.outcome()).type();
        shrinker = new Shrinker(
                (smaller, itsSeed, trace) -> {
                    whenOneIsDone.run();
                    return run(smaller, itsSeed, trace);
                },
                type,
                original);
        if (stopped) shrinker.stop();
        var shrunk = shrinker.shrink();
        if (stopped && shrunk == original) return Optional.empty();
        var trace = new Trace();
        runProbed(shrunk.trial(), shrunk.seed(), trace);
        var story = Storyteller.tell(subject, type, seed, shrunk, trace, shrinker.runs(), replay);
        return Optional.of(new Found(story, Transcript.of(shrunk.outcome().history(), trace)));
    }

    /** Everything that happens in a run, with the lines that do it. */
    public List<String> transcript(Trial trial, long seed) throws SourceProblem {
        var trace = new Trace();
        return Transcript.of(runProbed(trial, seed, trace).history(), trace);
    }

    private Outcome runProbed(Trial trial, long seed, Trace trace) throws SourceProblem {
        return Simulation.run(
                source.loadProbed(), Workloads.named(trial.options().workload()), trial, seed, trace);
    }

    private Outcome run(Trial trial, long seed, Trace trace) {
        return Simulation.run(nodes, Workloads.named(trial.options().workload()), trial, seed, trace);
    }
}
