package bench.workload;

import bench.checker.set.SetAction;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/** Adds 0, 1, 2, ... and reads, one as likely as the other; at the end every thread reads once. */
final class SetGenerator implements Generator<SetAction> {
    private final RandomGenerator random;
    private final LongFunction<SetAction> add;
    private final OncePerThread finalReads;
    private long nextValue;

    /** @param add makes the action that adds a value */
    SetGenerator(Options options, RandomGenerator random, LongFunction<SetAction> add) {
        this.random = random;
        this.add = add;
        this.finalReads = new OncePerThread(options.concurrency());
    }

    @Override
    public SetAction next(int process, long nowNanos) {
        return random.nextBoolean() ? add.apply(nextValue++) : new SetAction.Read(null);
    }

    @Override
    public boolean hasFinalPhase() {
        return true;
    }

    @Override
    public SetAction nextFinal(int process, long sinceQuietNanos) {
        return finalReads.isFirst(process) ? new SetAction.Read(null) : null;
    }
}
