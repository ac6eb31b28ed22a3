package bench.world;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** One seed, many independent streams: what one part of the world draws does not change what another gets. */
public record Randomness(long seed) {
    public RandomGenerator stream(String name) {
        return new SplittableRandom(mix(seed) ^ mix(name.hashCode()));
    }

    /** A stream of chance that belongs to moments: see {@link MomentaryRandom}. */
    public RandomGenerator stream(String name, LongSupplier nanoTime) {
        return new MomentaryRandom(stream(name).nextLong(), nanoTime);
    }

    /** Stafford's variant 13 of the 64-bit finalizer, so that neighbouring seeds have nothing in common. */
    static long mix(long z) {
        z += 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
