package bench.run;

import bench.history.History;
import bench.workload.Options;
import java.util.List;

/**
 * What the clients of a run do, where it is not left to the workload's generator: what they did in a run that failed, with some
 * of it left out.
 *
 * @param cues the operations, in the order of their times; those of the final phase are not among them
 */
public record Script(List<Cue> cues) {
    /**
     * An operation.
     *
     * @param timeNanos when, since the run began; later where the thread has not ended the one before
     * @param thread which client thread carries it out
     * @param action of the workload's type of actions
     */
    public record Cue(long timeNanos, int thread, Object action) {}

    /** What the clients did in a run with these options. */
    public static Script of(History<?> history, Options options) {
        long endNanos = options.timeLimit().toNanos();
        return new Script(history.operations().stream()
                .map(operation -> operation.invocation())
                .filter(op -> op.timeNanos() < endNanos)
                .map(op -> new Cue(op.timeNanos(), op.process() % options.concurrency(), op.action()))
                .toList());
    }
}
