package bench.shrink;

import bench.checker.Anomaly.Severity;
import bench.run.Failure;
import bench.run.Outcome;
import bench.run.Script;
import bench.run.Script.Cue;
import bench.run.Trial;
import bench.trace.Event;
import bench.trace.Trace;
import bench.workload.Options;
import bench.workload.Options.LatencyDist;
import bench.world.faults.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Finds the smallest run that it can in which a node fails as it did in a large one: the same anomaly, with fewer nodes, less
 * time, fewer operations and fewer faults. What is tried in which order depends on nothing but the failure, so the same failure
 * always shrinks to the same run.
 */
public final class Shrinker {
    /** A way to run a trial; the trace, where it is not null, is told what happens. */
    @FunctionalInterface
    public interface Runner {
        Outcome run(Trial trial, long seed, Trace trace);
    }

    private static final long MOST_MESSAGES = 1_000_000; // over all runs: what they cost, whatever the machine
    private static final long MESSAGES_WORTH_OF_A_RUN = 50;
    private static final int FEWEST_OPERATIONS = 4;
    private static final int MOST_OPERATIONS = 256; // of a run that is looked for; a larger one is cut down instead
    private static final int SEEDS_TIMES_OPERATIONS = 200;
    private static final int MOST_SEEDS = 30;
    private static final int FEW_SEEDS = 10;
    private static final int MOST_ROUNDS = 3;

    /** Faults come and go by shares of the run's time; in no time at all they would never end. */
    private static final Duration SHORTEST_WITH_FAULTS = Duration.ofMillis(500);

    private final Runner runner;
    private final String anomaly;
    private volatile boolean stopped;
    private Failure best;
    private int runs;
    private long messages;

    /** @param anomaly the type of what has to fail */
    public Shrinker(Runner runner, String anomaly, Failure original) {
        this.runner = runner;
        this.anomaly = anomaly;
        this.best = original;
    }

    /** Lets {@link #shrink} give soon what it has found by then. May be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /** How many runs it has taken. */
    public int runs() {
        return runs;
    }

    /** The smallest failure that is found. */
    public Failure shrink() {
        if (best.trial().schedule().isPresent()) return best; // whoever found it has left out what could be
        lookForSmallRun();
        if (!fails(best.trial().with(Script.of(best.outcome().history(), options())), best.seed())) return best;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var before = best;
            calm();
            cues(cues -> fails(best.trial().with(new Script(cues)), best.seed()));
            spare();
            useFewerNodes();
            if (cues().size() <= FEW_SEEDS)
                cues(cues -> failsWithSomeSeed(best.trial().with(new Script(cues)), FEW_SEEDS));
            simplify();
            tidy();
            if (best == before) break;
        }
        nameValues();
        return best;
    }

    private boolean fails(Trial trial, long seed) {
        if (stopped || messages > MOST_MESSAGES || !isPossible(trial)) return false;
        var outcome = runner.run(trial, seed, null);
        runs++;
        messages += outcome.allMessages() + MESSAGES_WORTH_OF_A_RUN;
        boolean fails = outcome.anomalies().stream()
                .anyMatch(found -> found.type().equals(anomaly) && found.severity() == Severity.FAILS);
        if (fails) {
            best = new Failure(trial, outcome);
        }
        return fails;
    }

    private Options options() {
        return best.trial().options();
    }

    private boolean isPossible(Trial trial) {
        var options = trial.options();
        return !options.workload().equals("lin-kv") || options.concurrency() % (2 * options.nodeCount()) == 0;
    }

    /** The seed it failed with first: then the smaller run is most like the larger one. */
    private boolean failsWithSomeSeed(Trial trial, int seeds) {
        return LongStream.concat(LongStream.of(best.seed()), LongStream.rangeClosed(1, seeds))
                .distinct()
                .anyMatch(seed -> fails(trial, seed));
    }

    // ---- a small run of the same kind ----

    /** Most failures need little: so we look among the smallest runs first, and cut down the large one only where none fails. */
    private void lookForSmallRun() {
        var options = options();
        double operations = options.rate() * options.timeLimit().toNanos() / 1e9;
        for (double fewer = FEWEST_OPERATIONS; fewer < Math.min(operations, MOST_OPERATIONS); fewer *= 4) {
            int seeds = (int) Math.clamp(SEEDS_TIMES_OPERATIONS / fewer, 1, MOST_SEEDS);
            for (int nodes : fewerNodes(options)) {
                int threads = nodes * threadsPerNode(options);
                var shorter =
                        options.scaledTo(nodes, threads, options.rate(), atLeast(seconds(fewer / options.rate())));
                if (failsWithSomeSeed(best.trial().with(shorter), seeds)) return;
                var sparser =
                        options.scaledTo(nodes, threads, options.rate() * fewer / operations, options.timeLimit());
                if (failsWithSomeSeed(best.trial().with(sparser), seeds)) return;
            }
        }
    }

    private static int[] fewerNodes(Options options) {
        return IntStream.of(1, 2, 3, options.nodeCount())
                .filter(nodes -> nodes <= options.nodeCount())
                .distinct()
                .toArray();
    }

    private static int threadsPerNode(Options options) {
        return Math.max(1, options.concurrency() / options.nodeCount());
    }

    private Duration atLeast(Duration timeLimit) {
        boolean tooShort = !options().faults().isEmpty() && timeLimit.compareTo(SHORTEST_WITH_FAULTS) < 0;
        return tooShort ? SHORTEST_WITH_FAULTS : timeLimit;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    // ---- the same run with something left out ----

    private List<Cue> cues() {
        return best.trial().script().orElseThrow().cues();
    }

    private void cues(Predicate<List<Cue>> fails) {
        DeltaDebugging.minimize(cues(), fails);
    }

    /** Fewer kinds of faults. */
    private void calm() {
        var options = options();
        if (options.partition()) fails(best.trial().with(options.struckBy(false, options.faults())), best.seed());
        for (var fault : options.faults()) {
            var others = EnumSet.copyOf(options().faults());
            others.remove(fault);
            fails(best.trial().with(options().struckBy(options().partition(), others)), best.seed());
        }
    }

    /** Fewer faults. */
    private void spare() {
        var trace = new Trace();
        runner.run(best.trial(), best.seed(), trace);
        var acts = trace.events().stream()
                .map(event -> switch (event) {
                    case Event.Began(long time, Act act) -> act;
                    case Event.Befell(long time, int message, Act act) -> act;
                    default -> null;
                })
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var spared = best.trial().spared();
        DeltaDebugging.minimize(acts, needed -> {
            var more = new HashSet<>(acts);
            needed.forEach(more::remove);
            more.addAll(spared);
            return fails(best.trial().sparing(more), best.seed());
        });
    }

    private void useFewerNodes() {
        var options = options();
        int most = threadsPerNode(options);
        for (int nodes : fewerNodes(options))
            for (int perNode = 1; perNode <= most; perNode++)
                if (nodes * perNode < options().concurrency()
                        && failsWithSomeSeed(withThreads(nodes, nodes * perNode), FEW_SEEDS)) return;
    }

    private Trial withThreads(int nodes, int threads) {
        var options = options();
        var cues = cues().stream()
                .map(cue -> new Cue(cue.timeNanos(), cue.thread() % threads, cue.action()))
                .toList();
        return best.trial()
                .with(options.scaledTo(nodes, threads, options.rate(), options.timeLimit()))
                .with(new Script(cues));
    }

    /** Less in each operation. */
    private void simplify() {
        for (int i = 0; i < cues().size(); i++) {
            boolean simpler = true;
            while (simpler) {
                int index = i;
                simpler = Simplification.of(cues().get(i).action()).stream()
                        .anyMatch(action -> failsWithSomeSeed(withAction(index, action), FEW_SEEDS));
            }
        }
    }

    private Trial withAction(int index, Object action) {
        var cues = new ArrayList<>(cues());
        cues.set(index, new Cue(cues.get(index).timeNanos(), cues.get(index).thread(), action));
        return best.trial().with(new Script(cues));
    }

    private void nameValues() {
        var cues = cues().stream()
                .map(cue -> new Cue(cue.timeNanos(), cue.thread(), Simplification.recognisable(cue.action())))
                .toList();
        if (!cues.equals(cues())) fails(best.trial().with(new Script(cues)), best.seed());
    }

    /** The same, easier to read: it begins at 0, ends when it is over, and messages take the same time, or none. */
    private void tidy() {
        if (cues().isEmpty()) return;
        long firstNanos = cues().getFirst().timeNanos();
        var earlier = cues().stream()
                .map(cue -> new Cue(cue.timeNanos() - firstNanos, cue.thread(), cue.action()))
                .toList();
        if (firstNanos > 0) failsWithSomeSeed(best.trial().with(new Script(earlier)), FEW_SEEDS);
        var options = options();
        var end = atLeast(Duration.ofNanos(cues().getLast().timeNanos() + 1));
        if (options.timeLimit().compareTo(end) > 0)
            failsWithSomeSeed(
                    best.trial()
                            .with(options.scaledTo(options.nodeCount(), options.concurrency(), options.rate(), end)),
                    FEW_SEEDS);
        if (options().latencyMillis() > 0)
            failsWithSomeSeed(best.trial().with(options().delayedBy(0, LatencyDist.CONSTANT)), FEW_SEEDS);
        if (options().latencyDist() != LatencyDist.CONSTANT)
            failsWithSomeSeed(
                    best.trial().with(options().delayedBy(options().latencyMillis(), LatencyDist.CONSTANT)), FEW_SEEDS);
    }
}
