package bench.run;

import bench.history.History;
import bench.workload.Options;
import bench.workload.Workload;
import bench.world.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * What the clients of a run do, where it is not left to the workload's generator from moment to moment: what they did in a run
 * that failed, with some of it left out, or a few operations drawn beforehand.
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

    /** As many of the workload's operations, for threads drawn at random, all at the beginning. */
    public static Script draw(Workload<?> workload, Options options, long seed, int operations) {
        var randomness = new Randomness(seed);
        var generator = workload.generator(options, randomness.stream("generator"));
        var threads = randomness.stream("crew");
        var cues = new ArrayList<Cue>();
        for (int i = 0; i < operations; i++) {
            int thread = threads.nextInt(options.concurrency());
            cues.add(new Cue(0, thread, generator.next(thread, 0)));
        }
        return new Script(cues);
    }

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
