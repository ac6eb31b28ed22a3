package bench.run;

import bench.world.Partitions;
import bench.world.World;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Jepsen's nemesis: cuts the network and heals it, in turn, at random times. */
final class Saboteur {
    private final World world;
    private final long intervalNanos;
    private final RandomGenerator random;
    private boolean cutSomebody;
    private boolean stopped;

    /** @param interval the mean time between two acts; the first is at once */
    Saboteur(World world, Duration interval) {
        this.world = world;
        this.intervalNanos = interval.toNanos();
        this.random = world.randomness().stream("nemesis");
    }

    void start() {
        act(true);
    }

    private void act(boolean cut) {
        if (stopped) return;
        if (cut) cut();
        else world.network().heal();
        world.loop().after((long) (random.nextDouble() * 2 * intervalNanos), () -> act(!cut));
    }

    private void cut() {
        var ways = Partitions.values();
        var cuts = ways[random.nextInt(ways.length)].draw(world.nodeIds(), random);
        world.network().partition(cuts);
        cutSomebody |= cuts.values().stream().anyMatch(senders -> !senders.isEmpty());
    }

    /** Heals the network for good. */
    void stop() {
        stopped = true;
        world.network().heal();
    }

    /** Whether any two nodes were ever kept apart. */
    boolean cutSomebody() {
        return cutSomebody;
    }
}
