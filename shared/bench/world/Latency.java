package bench.world;

import bench.workload.Options.LatencyDist;
import bench.world.faults.Chance;
import java.util.random.RandomGenerator;

/**
 * How long messages take. Between servers as Maelstrom draws it, in whole milliseconds. Where that is nothing, and wherever a
 * client is involved, a message in simulated time still takes what it takes on one machine, between 0.1 and 2 ms with short
 * times the likelier: else everything would happen in order and no race could be found.
 */
public final class Latency {
    private static final double SHORTEST_MILLIS = 0.1;
    private static final double LONGEST_MILLIS = 2;

    private final double meanMillis;
    private final LatencyDist dist;
    private final boolean simulated;
    private final RandomGenerator random;

    /** @param simulated whether time is virtual, so that passing a message on takes none by itself */
    public Latency(double meanMillis, LatencyDist dist, boolean simulated, RandomGenerator random) {
        this.meanMillis = meanMillis;
        this.dist = dist;
        this.simulated = simulated;
        this.random = random;
    }

    /** How long a message is under way, if nothing delays it. */
    long drawTransitNanos() {
        return simulated ? (long) (onOneMachineMillis() * 1e6) : 0;
    }

    /** How long it is delayed then. */
    long drawNanos(Envelope envelope) {
        return envelope.involvesClient() ? 0 : (long) (drawMillis() * 1e6);
    }

    private double drawMillis() {
        if (meanMillis == 0) return 0;
        return Math.floor(
                switch (dist) {
                    case CONSTANT -> meanMillis;
                    case UNIFORM -> random.nextDouble(2 * meanMillis);
                    case EXPONENTIAL -> -meanMillis * Math.log(1 - random.nextDouble());
                });
    }

    private double onOneMachineMillis() {
        return Chance.logUniform(SHORTEST_MILLIS, LONGEST_MILLIS, random);
    }
}
