package bench.world;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Chance that depends on the moment and not on what was drawn before. Of two runs of one seed, in one of which something is left
 * out, all that has nothing to do with it happens as in the other: so a failure can be shrunk step by step.
 */
final class MomentaryRandom implements RandomGenerator {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final long key;
    private final LongSupplier nanoTime;
    private long momentNanos = -1;
    private long state;

    /** @param key tells this stream from others */
    MomentaryRandom(long key, LongSupplier nanoTime) {
        this.key = key;
        this.nanoTime = nanoTime;
    }

    /** The draws of one moment are those of a SplitMix generator (Steele et al., 2014) that the moment seeds. */
    @Override
    public long nextLong() {
        long now = nanoTime.getAsLong();
        if (now != momentNanos) {
            momentNanos = now;
            state = key ^ Randomness.mix(now);
        }
        state += GOLDEN_RATIO;
        return Randomness.mix(state);
    }
}
