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
    // tag::times[]
    /** How long a fault lasts: some shares of the time during which operations are begun, at times more than clients wait. */
    private static final double LEAST_STRIKE = 0.01;

    private static final double MOST_STRIKE = 0.3;
    private static final double MOST_STRIKE_NANOS = 8e9;

    /** How long until it comes again. */
    private static final double LEAST_REST = 0.1;

    private static final double MOST_REST = 0.6;
    // end::times[]

    /** How long a fault that strikes nothing waits for its prey before it looks elsewhere. */
    private static final double PATIENCE = 0.05;

    private final World world;
    private final Options options;
    private final Set<Act> spared;
    private final Consumer<String> restart;
    private final Fates fates;
    private final List<Act> current = new ArrayList<>();
    private Nemesis partitioner; // Jepsen's; null where it was not asked for
    private long endNanos; // of all that is begun, by the world's clock

    /** @param restart starts the node of this id anew, which has crashed */
    Saboteur(World world, Trial trial, Consumer<String> restart) {
        this.world = world;
        this.options = trial.options();
        this.spared = trial.spared();
        this.restart = restart;
        this.fates = new Fates(options.faults(), spared, world.randomness().stream("fates", world.loop()::nanoTime));
    }

    /** As in Jepsen nothing begins or ends any more once the time is up, even if operations last longer: see {@link #stop}. */
    void start() {
        endNanos = world.loop().nanoTime() + options.timeLimit().toNanos();
        if (options.partition()) {
            double twiceNanos = 2d * options.nemesisInterval().toNanos();
            ToLongFunction<RandomGenerator> nanos = random -> (long) (random.nextDouble() * twiceNanos);
            partitioner = new Nemesis(Fault.PARTITION, "nemesis", nanos, nanos, false);
            partitioner.strike();
        }
        if (options.faults().isEmpty()) return;
        world.network().tempt(fates);
        double runNanos = options.timeLimit().toNanos();
        double mostStrikeNanos = Math.min(MOST_STRIKE * runNanos, MOST_STRIKE_NANOS);
        ToLongFunction<RandomGenerator> strikeNanos =
                random -> (long) Chance.logUniform(LEAST_STRIKE * runNanos, mostStrikeNanos, random);
        ToLongFunction<RandomGenerator> restNanos =
                random -> (long) Chance.logUniform(LEAST_REST * runNanos, MOST_REST * runNanos, random);
        for (var fault : options.faults()) new Nemesis(fault, fault.word(), strikeNanos, restNanos, true).rest();
    }

    /**
     * Lets one fault happen again and again, at moments that do not depend on what happens in between. By streams of its own: of
     * several at once each does what it would do alone.
     */
    private final class Nemesis {
        private final Fault fault;
        private final RandomGenerator random;
        private final RandomGenerator randomElsewhere;
        private final ToLongFunction<RandomGenerator> strikeNanos;
        private final ToLongFunction<RandomGenerator> restNanos;
        private final boolean untilItStruck;
        private Act last;
        private boolean cutSomebody;

        /** @param untilItStruck whether an act that has struck nothing gives way to another at once */
        Nemesis(
                Fault fault,
                String stream,
                ToLongFunction<RandomGenerator> strikeNanos,
                ToLongFunction<RandomGenerator> restNanos,
                boolean untilItStruck) {
            this.fault = fault;
            this.random = world.randomness().stream(stream);
            this.randomElsewhere = world.randomness().stream(stream + " elsewhere");
            this.strikeNanos = strikeNanos;
            this.restNanos = restNanos;
            this.untilItStruck = untilItStruck;
        }

        private void rest() {
            world.loop().after(restNanos.applyAsLong(random), this::strike);
        }

        private void strike() {
            if (isOver()) return;
            if (fault.befallsSingleMessages()) {
                fates.befallNext(fault);
                rest();
                return;
            }
            befall(draw(fault, random));
            long nanos = strikeNanos.applyAsLong(random);
            long untilNextNanos = nanos + restNanos.applyAsLong(random);
            long patienceNanos = untilItStruck
                    ? Math.max(1, (long) (PATIENCE * options.timeLimit().toNanos()))
                    : untilNextNanos;
            for (long since = nanos; since < untilNextNanos; since += patienceNanos)
                world.loop().after(since, this::endOrLookElsewhere);
            world.loop().after(untilNextNanos, this::strike);
        }

        private void endOrLookElsewhere() {
            if (isOver()) return;
            var elsewhere = draw(fault, randomElsewhere); // needed or not, so that what is drawn next is the same
            if (!untilItStruck
                    || spared.contains(last)
                    || world.network().damage().hasBeenDoneBy(last)) end(last);
            else befall(elsewhere);
        }

        private void befall(Effect effect) {
            if (last != null) end(last);
            last = new Act(fault, world.loop().nanoTime(), effect);
            begin(last);
            cutSomebody |= current.contains(last) && effect instanceof Cut cut && cut.separatesSomebody();
        }
    }

    private boolean isOver() {
        return world.loop().nanoTime() >= endNanos;
    }

    // tag::draw[]
    private Effect draw(Fault fault, RandomGenerator random) {
        var nodes = world.nodeIds();
        return switch (fault) {
            case PARTITION -> options.partition() ? Cut.partition(nodes, random) : Cut.realPartition(nodes, random);
            case ONE_WAY -> Cut.oneWay(nodes, World.SERVICES, random);
            case LINK -> Cut.link(world.network().lastLinks(), random);
            case SPIKE -> Effect.Spike.draw(random);
            case SLOW -> Effect.Slow.draw(nodes, random);
            case PAUSE -> Effect.Pause.draw(nodes, random);
            case CRASH -> Effect.Crash.draw(nodes, random);
            case CLOCK -> Effect.Clock.draw(nodes, random);
            case LOSS, DUPLICATION, REORDERING, SERVICE_TIMEOUT ->
                throw new IllegalArgumentException(fault + " is drawn for each message");
        };
    }
    // end::draw[]

    private void begin(Act act) {
        if (spared.contains(act)) return;
        current.add(act);
        world.begin(act);
    }

    private void end(Act act) {
        if (!current.remove(act)) return;
        world.end(act);
        if (act.effect() instanceof Effect.Crash(var node)) world.loop().after(0, () -> restart.accept(node));
    }

    /** Ends all that goes on, for good. The time is up. */
    void stop() {
        world.network().tempt(null);
        for (var act : List.copyOf(current)) end(act);
    }

    /** Whether Jepsen's nemesis ever kept any two nodes apart. */
    boolean cutSomebody() {
        return partitioner != null && partitioner.cutSomebody;
    }
}
