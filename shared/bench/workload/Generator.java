package bench.workload;

import bench.history.Op;
import java.time.Duration;

/** Decides what the client threads do. */
public interface Generator<A> {
    /**
     * The next action.
     *
     * @param process the logical thread that will carry it out, the next in turn that is free
     * @param nowNanos since the run began
     */
    A next(int process, long nowNanos);

    /** Told of each invocation and each completion, in the history's order. */
    default void observe(Op<A> op) {}

    /** Whether there is anything to do after the network has healed and ten quiet seconds have passed. */
    default boolean hasFinalPhase() {
        return false;
    }

    /**
     * The next action of {@code process} after the quiet at the end, or null when it has done all of them.
     *
     * @param sinceQuietNanos how long the final phase has lasted
     */
    default A nextFinal(int process, long sinceQuietNanos) {
        return null;
    }

    /** The pause of {@code process} after a final action, asked for each time. */
    default Duration finalPause(int process) {
        return Duration.ZERO;
    }
}
