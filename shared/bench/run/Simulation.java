package bench.run;

import bench.checker.Anomaly;
import bench.source.Guard.NodeEnded;
import bench.source.Hazard;
import bench.source.NodeOutput;
import bench.source.Nodes;
import bench.source.Watchdog;
import bench.trace.Trace;
import bench.workload.Workload;
import bench.world.Randomness;
import bench.world.Scheduler;
import bench.world.VirtualTime;
import bench.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import node.Loop;
import node.Node;

/** Runs a trial in virtual time: the same nodes, options and seed give the same history, byte for byte, anywhere. */
public final class Simulation {
    /** The type of a warning that no history shows: a node's source looks as if one seed could give many. */
    private static final String HAZARD = "hazard";

    /** The type of an anomaly that no one history shows: another run of the same seed gave another. */
    public static final String NOT_DETERMINISTIC = "not deterministic";

    private static final int HAZARDS_SHOWN = 5;
    private static final String TWO = "the same seed gave two ";

    private Simulation() {}

    /**
     * @param nodes makes a node under test, once for each
     * @param seed decides everything that is left to chance
     */
    public static <A> Outcome run(Supplier<? extends Node> nodes, Workload<A> workload, Trial trial, long seed) {
        return run(nodes, workload, trial, seed, null);
    }

    /**
     * The same run, seen: what happens is noted in {@code trace}, and nothing else happens.
     *
     * @param trace null where nobody wants to know
     */
    public static <A> Outcome run(
            Supplier<? extends Node> nodes, Workload<A> workload, Trial trial, long seed, Trace trace) {
        var randomness = new Randomness(seed);
        var loop = trial.schedule().isEmpty()
                ? new VirtualTime(randomness.stream("ties"), trace)
                : trial.schedule().get().scheduler(trace);
        return run(nodes, workload, trial, randomness, loop, trace);
    }

    /**
     * A run in which {@code scheduler} decides what the trial's schedule would.
     *
     * @return nothing where it was abandoned
     */
    public static <A> Optional<Outcome> explore(
            Supplier<? extends Node> nodes, Workload<A> workload, Trial trial, long seed, Scheduler scheduler) {
        var outcome = run(nodes, workload, trial, new Randomness(seed), scheduler, null);
        return scheduler.wasAbandoned() ? Optional.empty() : Optional.of(outcome);
    }

    private static <A> Outcome run(
            Supplier<? extends Node> nodes,
            Workload<A> workload,
            Trial trial,
            Randomness randomness,
            Loop loop,
            Trace trace) {
        var world = new World(loop, trial.options(), randomness, trace);
        var play = new Play<>(world, workload, trial, id -> settle(world, id, nodes));
        loop.after(0, () -> {
            play.run();
            loop.close();
        });
        Watchdog.watch(loop);
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        } finally {
            Watchdog.forget(loop);
        }
        return Judge.judge(randomness.seed(), world, workload, trial, play);
    }

    private static void settle(World world, String id, Supplier<? extends Node> nodes) {
        var printed = new NodeOutput.Lines(line -> world.log(id, line));
        try {
            world.settle(id, NodeOutput.<Node, RuntimeException>into(printed, nodes::get));
            printed.endBegun();
        } catch (NodeEnded e) { // as none did that was made before
            world.fail(id + " could not be made: " + e.getMessage());
            world.loop().close();
        }
    }

    /**
     * As {@link #run}, twice, to see that nothing but the seed decides: a node may have its own clock, chance or threads. What in
     * its source looks like that is told too, since two runs may agree by luck. The second run is one of classes loaded anew, so
     * that they do not agree just because one JVM has one identity hash for each constant of an enum.
     */
    public static <A> Outcome runTwice(Nodes nodes, Workload<A> workload, Trial trial, long seed) {
        var once = run(nodes, workload, trial, seed);
        var difference = once.hasNodeFailure()
                ? Optional.<String>empty()
                : difference(once, run(nodes.reloader().get(), workload, trial, seed));
        var hazards = nodes.hazards();
        once = withHazards(once, hazards, trial);
        return difference.isPresent()
                ? once.with(Anomaly.fails(NOT_DETERMINISTIC, 1, TWO + difference.get() + ": " + cause(hazards)))
                : once;
    }

    /** What no two runs of a seed may differ in. Traffic is more than a history shows, and verdicts depend on it. */
    private static Optional<String> difference(Outcome one, Outcome other) {
        if (!one.history().equals(other.history())) return Optional.of("histories");
        boolean agree = one.allMessages() == other.allMessages() && one.serverMessages() == other.serverMessages();
        return agree ? Optional.empty() : Optional.of("numbers of messages");
    }

    /** {@code outcome}, and a warning of what is wrong with the source by its looks, if anything is. */
    public static Outcome withHazards(Outcome outcome, List<String> hazards, Trial trial) {
        return hazards.isEmpty() ? outcome : outcome.with(hazard(hazards, trial));
    }

    private static Anomaly hazard(List<String> hazards, Trial trial) {
        var shown = new ArrayList<>(hazards.subList(0, Math.min(HAZARDS_SHOWN, hazards.size())));
        shown.addFirst("the source does what no node should:");
        if (hazards.size() > HAZARDS_SHOWN) shown.add("... and " + (hazards.size() - HAZARDS_SHOWN) + " more");
        var anomaly = Anomaly.warns(HAZARD, hazards.size(), String.join("\n        ", shown));
        return trial.isStrict() ? anomaly.strict() : anomaly;
    }

    private static String cause(List<String> hazards) {
        // Statics are none: they are each node's own here too.
        var causes = hazards.stream()
                .filter(hazard -> !hazard.endsWith(Hazard.STATIC.toString()))
                .toList();
        return causes.isEmpty()
                ? "a node may take time and chance from now(), random() and every() only, and must not depend on the"
                        + " order of a Set.of, a Map.of or identity hashes"
                : "the likely cause is " + causes.getFirst();
    }
}
