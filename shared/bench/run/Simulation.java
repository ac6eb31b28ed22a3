package bench.run;

import bench.checker.Anomaly;
import bench.source.Watchdog;
import bench.trace.Trace;
import bench.workload.Workload;
import bench.world.Randomness;
import bench.world.VirtualTime;
import bench.world.World;
import java.util.function.Supplier;
import node.Node;

/** Runs a trial in virtual time: the same nodes, options and seed give the same history, byte for byte, anywhere. */
public final class Simulation {
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
        var time = new VirtualTime(randomness.stream("ties"), trace);
        var world = new World(time, trial.options(), randomness, trace);
        var play = new Play<>(world, workload, trial, id -> world.settle(id, nodes.get()));
        time.after(0, () -> {
            play.run();
            time.close();
        });
        Watchdog.watch(time);
        try {
            time.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        } finally {
            Watchdog.forget(time);
        }
        return Judge.judge(seed, world, workload, trial, play);
    }

    /** As {@link #run}, twice, to see that nothing but the seed decides: a node may have its own clock, chance or threads. */
    public static <A> Outcome runTwice(Supplier<? extends Node> nodes, Workload<A> workload, Trial trial, long seed) {
        var once = run(nodes, workload, trial, seed);
        if (run(nodes, workload, trial, seed).history().equals(once.history())) return once;
        return once.with(Anomaly.fails(
                "not deterministic",
                1,
                "the same seed gave two histories: a node may take time and chance from now(), random() and every()"
                        + " only, and must not depend on the order of a Set.of, a Map.of or identity hashes"));
    }
}
