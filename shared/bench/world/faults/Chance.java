package bench.world.faults;

import java.util.List;
import java.util.random.RandomGenerator;

/** Ways to draw that take one number from the stream, whatever there is to choose from. */
public final class Chance {
    private Chance() {}

    /** Log-uniform, where not even the order of magnitude is known: between 1 and 10 as often as between 10 and 100. */
    public static double logUniform(double least, double most, RandomGenerator random) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    static <T> T oneOf(List<T> things, RandomGenerator random) {
        return things.get((int) (random.nextDouble() * things.size()));
    }
}
