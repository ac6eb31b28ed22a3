package bench.search;

import bench.run.Failure;
import bench.run.Schedule;
import bench.run.Simulation;
import bench.run.Trial;
import bench.run.Verdict;
import bench.workload.Workload;
import bench.workload.Workloads;
import bench.world.Chooser;
import bench.world.Envelope;
import bench.world.Mishap;
import bench.world.Scheduler;
import bench.world.Step.Arrival;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import node.Node;

/** A few operations and one mishap, of which every order is to be seen. Used by one thread at a time. */
final class Case {
    static final int DEPTH = 2;

    private final Supplier<? extends Node> nodes;
    private final Trial trial;
    private final Workload<?> workload;
    private final Schedule schedule;
    private final long seed;
    private final RandomGenerator random;
    private final Set<Arrival> messages = new LinkedHashSet<>();
    private volatile Failure failure; // others look whether there is one
    private boolean isWhole;
    private boolean isRestrained;
    private long orders;
    private long runs;
    private long gambles;
    private long oks;
    private int mostChoices;
    private int mostSteps;

    /** @param trial with a schedule, whose choices do not matter */
    Case(Supplier<? extends Node> nodes, Trial trial, long seed) {
        this.nodes = nodes;
        this.trial = trial;
        this.workload = Workloads.named(trial.options().workload());
        this.schedule = trial.schedule().orElseThrow();
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The same operations with another mishap. */
    Case with(Mishap mishap) {
        return new Case(nodes, trial.with(schedule.with(mishap)), seed);
    }

    /** Goes through the orders from the beginning, until there are no more, or one fails, or {@code isOver}, or enough. */
    void explore(int mostRuns, BooleanSupplier isOver) {
        var explorer = new Explorer(schedule.mishap()); // one that was kept for more would fill the memory
        long seen = 0;
        boolean isComplete = true;
        for (int i = 0; i < mostRuns && explorer.hasNext() && failure == null && !isOver.getAsBoolean(); i++) {
            var run = explorer.next();
            var scheduler = run(run);
            explorer.learn(run, scheduler.happened());
            if (!scheduler.wasAbandoned()) seen++;
            isComplete &= !scheduler.wasTooLong();
            isRestrained |= scheduler.wasRestrained();
        }
        orders = Math.max(orders, seen);
        isWhole = !explorer.hasNext() && isComplete && !isRestrained; // of the orders left out some may matter
    }

    /** Makes a run at random. */
    void gamble() {
        int length = mostChoices;
        var pct = new Pct(DEPTH, length, random);
        run(pct);
        if (pct.choices() <= length) gambles++; // PCT promises nothing of a run that is longer than was thought
        mostChoices = Math.max(mostChoices, pct.choices());
        mostSteps = Math.max(mostSteps, pct.steps());
    }

    private Scheduler run(Chooser chooser) {
        var scheduler = new Scheduler(chooser, schedule.mishap(), null);
        var outcome = Simulation.explore(nodes, workload, trial, seed, scheduler);
        runs++;
        outcome.ifPresent(judged -> oks += judged.oks());
        outcome.filter(judged -> judged.verdict() == Verdict.FAIL)
                .ifPresent(judged -> failure = new Failure(trial.with(schedule.with(scheduler.choices())), judged));
        for (var happened : scheduler.happened())
            if (happened.step() instanceof Arrival arrival && !isClients(arrival)) messages.add(arrival);
        return scheduler;
    }

    private static boolean isClients(Arrival arrival) {
        return Envelope.isClient(arrival.src()) || Envelope.isClient(arrival.dest());
    }

    /** What it has in common with those of the same operations in which the same kind of thing goes wrong. */
    List<Object> kind() {
        return List.of(
                seed, schedule.nodes(), schedule.operations(), schedule.mishap().getClass());
    }

    /** What no other case of the same size has: which operations, and what goes wrong. */
    List<Object> identity() {
        return List.of(seed, schedule.mishap());
    }

    Schedule schedule() {
        return schedule;
    }

    /** The messages between servers that were sent in any run. */
    Set<Arrival> messages() {
        return messages;
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Whether every order has been seen that makes a difference, of those that a {@link Scheduler} lets happen. One that was
     * abandoned because all that could come next is seen elsewhere is none of its own; this rests on {@link Dependence}, which
     * tests hold against all choices there are.
     */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether of orders in which only timers have part one was enough. */
    boolean isRestrained() {
        return isRestrained;
    }

    /** How many orders were seen, each different from the others for somebody. */
    long orders() {
        return orders;
    }

    long runs() {
        return runs;
    }

    long oks() {
        return oks;
    }

    /** Runs at random. */
    long gambles() {
        return gambles;
    }

    /** The chance that a bug that needs {@link #DEPTH} steps in their order was not seen at random. */
    double missed() {
        return Pct.missed(DEPTH, mostSteps, mostChoices, gambles);
    }
}
