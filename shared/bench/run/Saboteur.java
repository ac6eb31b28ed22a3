package bench.run;

import bench.workload.Options;
import bench.world.World;
import bench.world.faults.Act;
import bench.world.faults.Chance;
import bench.world.faults.Cut;
import bench.world.faults.Effect;
import bench.world.faults.Fates;
import bench.world.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/** Jepsen's nemesis, and worse ones: lets each fault that is asked for happen and end, in turn, at random times. */
final class Saboteur {
    /** Of the time during which operations are begun: how long a fault lasts, and how long until it comes again. */
    private static final double LEAST_SHARE_OF_RUN = 0.01;

    private static final double MOST_SHARE_OF_RUN = 0.3;
    private static final double MOST_NANOS = 8e9; // longer than clients wait

    private final World world;
    private final Options options;
    private final Set<Act> spared;
    private final Consumer<String> restart;
    private final List<Act> current = new ArrayList<>();
    private boolean cutSomebody;
    private boolean stopped;

    /** @param restart starts the node of this id anew, which has crashed */
    Saboteur(World world, Trial trial, Consumer<String> restart) {
        this.world = world;
        this.options = trial.options();
        this.spared = trial.spared();
        this.restart = restart;
    }

    void start() {
        if (options.partition()) {
            double twiceNanos = 2d * options.nemesisInterval().toNanos();
            new Nemesis(Fault.PARTITION, "nemesis", random -> (long) (random.nextDouble() * twiceNanos)).strike();
        }
        if (options.faults().isEmpty()) return;
        world.network()
                .tempt(new Fates(options.faults(), spared, world.randomness().stream("fates", world.loop()::nanoTime)));
        double runNanos = options.timeLimit().toNanos();
        double leastNanos = LEAST_SHARE_OF_RUN * runNanos;
        double mostNanos = Math.min(MOST_SHARE_OF_RUN * runNanos, MOST_NANOS);
        for (var fault : options.faults())
            if (!fault.befallsSingleMessages())
                new Nemesis(fault, fault.word(), random -> (long) Chance.logUniform(leastNanos, mostNanos, random))
                        .rest();
    }

    /** Lets one fault happen again and again, by a stream of its own. */
    private final class Nemesis {
        private final Fault fault;
        private final RandomGenerator random;
        private final ToLongFunction<RandomGenerator> pauseNanos;

        Nemesis(Fault fault, String stream, ToLongFunction<RandomGenerator> pauseNanos) {
            this.fault = fault;
            this.random = world.randomness().stream(stream);
            this.pauseNanos = pauseNanos;
        }

        private void rest() {
            world.loop().after(pauseNanos.applyAsLong(random), this::strike);
        }

        private void strike() {
            if (stopped) return;
            var act = new Act(fault, world.loop().nanoTime(), draw(fault, random));
            begin(act);
            world.loop().after(pauseNanos.applyAsLong(random), () -> {
                if (stopped) return;
                end(act);
                rest();
            });
        }
    }

    private Effect draw(Fault fault, RandomGenerator random) {
        var nodes = world.nodeIds();
        return switch (fault) {
            case PARTITION -> Cut.partition(nodes, random);
            case ONE_WAY -> Cut.oneWay(nodes, World.SERVICES, random);
            case LINK -> Cut.link(world.network().linksUsed(), random);
            case SPIKE -> Effect.Spike.draw(random);
            case SLOW -> Effect.Slow.draw(nodes, random);
            case PAUSE -> Effect.Pause.draw(nodes, random);
            case CRASH -> Effect.Crash.draw(nodes, random);
            case CLOCK -> Effect.Clock.draw(nodes, random);
            case LOSS, DUPLICATION, REORDERING, SERVICE_TIMEOUT ->
                throw new IllegalArgumentException(fault + " is drawn for each message");
        };
    }

    private void begin(Act act) {
        if (spared.contains(act)) return;
        cutSomebody |= act.effect() instanceof Cut cut && cut.separatesSomebody();
        current.add(act);
        world.begin(act);
    }

    private void end(Act act) {
        if (!current.remove(act)) return;
        world.end(act);
        if (act.effect() instanceof Effect.Crash(var node)) world.loop().after(0, () -> restart.accept(node));
    }

    /** Ends all that goes on, for good. */
    void stop() {
        stopped = true;
        world.network().tempt(null);
        for (var act : List.copyOf(current)) end(act);
    }

    /** Whether any two nodes were ever kept apart. */
    boolean cutSomebody() {
        return cutSomebody;
    }
}
