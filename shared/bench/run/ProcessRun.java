package bench.run;

import bench.process.Children;
import bench.workload.Workload;
import bench.world.ProcessHost;
import bench.world.Randomness;
import bench.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import node.RealTimeLoop;

/** Runs a trial in real time, on nodes that are processes. Everything else is as in {@link Simulation}. */
public final class ProcessRun {
    private static final long LOOK_EVERY_NANOS = 200_000_000;

    private ProcessRun() {}

    /**
     * @param command starts a node: a program and its arguments
     * @param seed decides what clients ask for and whom partitions cut. Latencies, and which of its old states seq-kv or lww-kv
     *     shows, depend on the moment too; and when things happen is up to the machine
     */
    public static <A> Outcome run(List<String> command, Workload<A> workload, Trial trial, long seed) {
        var loop = new RealTimeLoop(() -> {});
        var world = new World(loop, trial.options(), new Randomness(seed));
        var play = new Play<>(world, workload, trial, id -> {}); // all are started at once, below
        var nodes = new ArrayList<ProcessHost>();
        try {
            if (start(nodes, world, loop, command)) {
                loop.submit(List.of(() -> watch(loop, world, nodes), () -> {
                    play.run();
                    loop.close();
                }));
                loop.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nodes were running", e);
        } finally {
            Children.kill(nodes.stream().map(ProcessHost::process).toList());
        }
        return Judge.judge(seed, world, workload, trial, play);
    }

    private static boolean start(List<ProcessHost> nodes, World world, RealTimeLoop loop, List<String> command) {
        for (var id : world.nodeIds()) {
            try {
                nodes.add(new ProcessHost(world, loop, id, command));
            } catch (IOException e) {
                world.fail(id + " could not be started: " + e.getMessage());
                return false;
            }
        }
        return true;
    }

    /** Ends the run as soon as a node has done what none may do. */
    private static void watch(RealTimeLoop loop, World world, List<ProcessHost> nodes) {
        nodes.forEach(ProcessHost::look);
        if (world.failures().isEmpty()) loop.after(LOOK_EVERY_NANOS, () -> watch(loop, world, nodes));
        else loop.close();
    }
}
