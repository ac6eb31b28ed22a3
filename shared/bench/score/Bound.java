package bench.score;

import bench.run.Limits;
import bench.workload.Options;

/**
 * What no answer can do without.
 *
 * <p>Between servers, where a stage limits the latency to D (3d, 3e). A message takes a hop h. Say that a node receives one at a
 * time r; it carries only what was acknowledged by r - h. A value that is acknowledged elsewhere a moment later has to be here
 * within D, so the next message comes by r - h + D. While values come all the time, each of n nodes so receives at least
 * 1 / (D - h) messages a second, and all n / (D - h), whatever way they come. With f operations a second that is
 * n / (D - h) / f an operation: with the official arguments 0.50 for 3d and 0.13 for 3e. (About: values come 20 ms apart.)
 *
 * <p>A hub cannot come so low. What waits for company does so at the leaf or at the hub, a value takes two hops, and there is a
 * message up for each one down: 2 (n - 1) / (D - 2 h) / f, 1.20 for 3d and 0.27 for 3e, and less only as far as a leaf sometimes
 * has nothing to say.
 *
 * <p>Where no latency is limited the bound is 0: whatever has to cross may wait until it can cross in one message. Clients'
 * messages are no answer's to save: two an operation, and for logs those of the commits.
 */
public final class Bound {
    private Bound() {}

    /** Server messages an operation. */
    public static double serverMessagesPerOp(Options options, Limits limits) {
        if (limits.maxMillis() == null) return 0;
        double seconds = (limits.maxMillis() - options.latencyMillis()) / 1000;
        return options.nodeCount() / seconds / options.rate();
    }
}
