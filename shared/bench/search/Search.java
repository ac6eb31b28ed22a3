package bench.search;

import bench.run.Failure;
import bench.run.Outcome;
import bench.run.Schedule;
import bench.run.Script;
import bench.run.Seeds;
import bench.run.Simulation;
import bench.run.Trial;
import bench.run.Verdict;
import bench.shrink.DeltaDebugging;
import bench.workload.Workload;
import bench.workload.Workloads;
import bench.world.Chooser;
import bench.world.Mishap;
import bench.world.Scheduler;
import bench.world.Step.Begin;
import bench.world.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import node.Node;

/**
 * Looks for a failure among all that may happen at small sizes: few nodes, few operations, and one thing that goes wrong. It goes
 * through the orders of each case, a few of each at first and then more of those that have more; in the end, where there were too
 * many, it makes runs at random until its time is up.
 */
public final class Search {
    /**
     * What is to be searched.
     *
     * @param faults what it has to survive
     * @param seed which operations are drawn
     */
    public record Subject(Supplier<? extends Node> nodes, Trial trial, Set<Fault> faults, long seed) {}

    /**
     * What came of it.
     *
     * @param failure the first one found, with no choice in it that could be left out
     * @param oks how many operations succeeded, over all runs
     */
    public record Result(List<Coverage> coverage, Optional<Failure> failure, long runs, long oks) {}

    /** A size, and all cases of it. */
    private record Level(int nodes, int operations, List<Case> cases) {}

    private static final int MOST_NODES = 3;
    private static final int FEWEST_OPERATIONS = 2;
    private static final int MOST_OPERATIONS = 4;
    private static final int SCRIPTS_DRAWN = 4_000;
    private static final int SCRIPTS_TRIED = 300;
    private static final int[] SCRIPTS_TAKEN = {0, 0, 6, 16, 24}; // by number of operations
    private static final double SHARE_OF_ORDERS = 0.75; // of the time, at most
    private static final int FEW_RUNS = 150; // for each script and each kind of mishap, at first
    private static final int MORE_RUNS = 4; // times as many, when all have had these
    private static final int LEAST_RUNS = 10; // of a case
    private static final int GLANCE = 5; // the part of its runs that a case without mishap has before the others
    private static final int GAMBLES_AT_ONCE = 50;

    private final Subject subject;
    private final Clock clock;
    private final List<Level> levels = new ArrayList<>();
    private Failure failedAtOnce; // while scripts were tried, of which no order is needed to see it

    /** @param whenASecondHasPassed called about once a second, from any thread */
    public Search(Subject subject, Duration limit, Runnable whenASecondHasPassed) {
        this.subject = subject;
        this.clock = new Clock(limit, whenASecondHasPassed);
    }

    /** Lets {@link #run} tell soon of what it has seen by then. May be called from any thread. */
    public void stop() {
        clock.stop();
    }

    public Result run() {
        for (int mostRuns = FEW_RUNS; goesOn(SHARE_OF_ORDERS); mostRuns *= MORE_RUNS) {
            if (levels.isEmpty()) lookAtAll(mostRuns);
            else explore(unfinished(), mostRuns);
            if (unfinished().isEmpty()) break;
        }
        while (goesOn(1) && !unfinished().isEmpty()) gamble();
        return result();
    }

    private boolean goesOn(double share) {
        return !clock.hasPassed(share) && failure().isEmpty();
    }

    private void lookAtAll(int mostRuns) {
        int mostNodes = Math.min(MOST_NODES, subject.trial.options().nodeCount());
        for (int operations = FEWEST_OPERATIONS; operations <= MOST_OPERATIONS; operations++)
            for (int nodes = Math.min(2, mostNodes); nodes <= mostNodes && goesOn(SHARE_OF_ORDERS); nodes++)
                lookAt(new Level(nodes, operations, new ArrayList<>()), mostRuns);
    }

    /**
     * At first nothing goes wrong, for a few runs: that shows which messages may be late. Then what touches the most
     * comes first, since it is the likeliest to fail: a node, then a message, and last nothing.
     */
    private void lookAt(Level level, int mostRuns) {
        levels.add(level);
        level.cases.addAll(scripts(level)
                .map(seed -> new Case(subject.nodes, usual(level), seed))
                .toList());
        var simple = List.copyOf(level.cases);
        explore(simple, mostRuns / GLANCE);
        lookAtMishaps(level, simple, mostRuns);
        explore(simple, mostRuns);
        lookAtMishaps(level, simple, mostRuns); // of messages that were sent only now
    }

    private void lookAtMishaps(Level level, List<Case> simple, int mostRuns) {
        var known = level.cases.stream().map(Case::identity).collect(Collectors.toSet());
        var others = simple.stream()
                .flatMap(this::withMishaps)
                .filter(one -> !known.contains(one.identity()))
                .sorted(Comparator.comparing(one -> one.schedule().mishap() instanceof Mishap.Late))
                .toList();
        level.cases.addAll(0, others);
        explore(others, mostRuns);
    }

    /** Where there are many messages that may be late, each gets the less. */
    private void explore(List<Case> cases, int mostRuns) {
        var alike = cases.stream().collect(Collectors.groupingBy(Case::kind, Collectors.counting()));
        each(cases, one -> {
            int share = (int) (mostRuns / alike.get(one.kind()));
            one.explore(Math.max(LEAST_RUNS, share), () -> !goesOn(SHARE_OF_ORDERS));
        });
    }

    private Trial usual(Level level) {
        return subject.trial.with(new Schedule(level.nodes, level.operations, new Mishap.None(), List.of()));
    }

    private Stream<Case> withMishaps(Case simple) {
        Stream<Mishap> late = simple.messages().stream().map(Mishap.Late::new);
        var nodes = IntStream.range(0, simple.schedule().nodes())
                .mapToObj(i -> "n" + i)
                .toList();
        int islands =
                nodes.size() > 2 ? nodes.size() : nodes.size() - 1; // of two nodes one is as much cut off as the other
        Stream<Mishap> cut = !subject.faults.contains(Fault.PARTITION)
                ? Stream.of()
                : nodes.stream().limit(islands).map(Mishap.CutOff::new);
        Stream<Mishap> crash =
                subject.faults.contains(Fault.CRASH) ? nodes.stream().map(Mishap.Crashed::new) : Stream.of();
        return Stream.of(cut, crash, late).flatMap(mishaps -> mishaps).map(simple::with);
    }

    /** A script that was tried: how many of its operations succeeded, and how many are unlike each other. */
    private record Tried(long seed, long oks, long kinds) {}

    /** The seeds of scripts that differ, those first in which the most operations succeed, and then the most unlike ones. */
    private Stream<Long> scripts(Level level) {
        var trial = usual(level);
        var shapes = new HashSet<List<String>>();
        var tried = new ArrayList<Tried>();
        long first = (subject.seed - 1) * SCRIPTS_DRAWN + 1;
        for (long seed = first; seed < first + SCRIPTS_DRAWN && goesOn(SHARE_OF_ORDERS); seed++) {
            var shape = shape(Script.draw(workload(trial), trial.options(), seed, level.operations), level);
            if (shapes.size() == SCRIPTS_TRIED || !shapes.add(shape)) continue;
            long kinds = shape.stream().distinct().count();
            oneByOne(trial, seed).ifPresent(outcome -> tried.add(new Tried(outcome.seed(), outcome.oks(), kinds)));
        }
        return tried.stream()
                .sorted(Comparator.comparing(Tried::oks)
                        .thenComparing(Tried::kinds)
                        .reversed())
                .limit(SCRIPTS_TAKEN[level.operations])
                .map(Tried::seed);
    }

    /** Each operation begins when the ones before it have ended. */
    private Optional<Outcome> oneByOne(Trial trial, long seed) {
        Chooser chooser = possible -> {
            int other = 0;
            while (other < possible.size() && possible.get(other) instanceof Begin) other++;
            return other < possible.size() ? other : 0;
        };
        var scheduler = new Scheduler(chooser, new Mishap.None(), null);
        var outcome = Simulation.explore(subject.nodes, workload(trial), trial, seed, scheduler);
        outcome.filter(Outcome::hasNodeFailure).ifPresent(failed -> {
            var schedule = trial.schedule().orElseThrow().with(scheduler.choices());
            failedAtOnce = new Failure(trial.with(schedule), failed);
        });
        return outcome;
    }

    /** On which nodes there are which operations, and which of them one after the other, whatever the keys and values. */
    private static List<String> shape(Script script, Level level) {
        var threads = script.cues().stream().map(Script.Cue::thread).distinct().toList();
        return script.cues().stream()
                .map(cue -> cue.thread() % level.nodes + " " + threads.indexOf(cue.thread()) + " "
                        + cue.action().toString().replaceAll("\\d+", ""))
                .toList();
    }

    private void gamble() {
        each(unfinished(), one -> {
            for (int i = 0; i < GAMBLES_AT_ONCE && goesOn(1); i++) one.gamble();
        });
    }

    private List<Case> unfinished() {
        return levels.stream()
                .flatMap(level -> level.cases.stream())
                .filter(one -> !one.isWhole())
                .toList();
    }

    private void each(List<Case> cases, Consumer<Case> work) {
        var numbers = LongStream.range(0, cases.size()).boxed().toList();
        int cores = Runtime.getRuntime().availableProcessors();
        Seeds.each(
                numbers,
                cores,
                number -> {
                    work.accept(cases.get((int) number));
                    return number;
                },
                number -> failure().isPresent(),
                () -> {});
    }

    private Optional<Failure> failure() {
        if (failedAtOnce != null) return Optional.of(failedAtOnce);
        return levels.stream()
                .flatMap(level -> level.cases.stream())
                .flatMap(one -> one.failure().stream())
                .findFirst();
    }

    private Result result() {
        Map<String, List<Case>> rows = levels.stream()
                .flatMap(level -> level.cases.stream())
                .collect(Collectors.groupingBy(Search::row, LinkedHashMap::new, Collectors.toList()));
        return new Result(
                rows.values().stream().map(Coverage::of).toList(),
                failure().map(this::shrunk),
                sum(rows, Case::runs) + (failedAtOnce != null ? 1 : 0),
                sum(rows, Case::oks));
    }

    private static long sum(Map<String, List<Case>> rows, ToLongFunction<Case> number) {
        return rows.values().stream().flatMap(List::stream).mapToLong(number).sum();
    }

    private static String row(Case one) {
        var schedule = one.schedule();
        return schedule.nodes() + " " + schedule.operations() + " " + Coverage.word(schedule.mishap());
    }

    /** Leaves as much as possible to its usual course. */
    private Failure shrunk(Failure failure) {
        var schedule = failure.trial().schedule().orElseThrow();
        var unusual = IntStream.range(0, schedule.choices().size())
                .filter(i -> schedule.choices().get(i) > 0)
                .boxed()
                .toList();
        if (unusual.isEmpty()) return failure;
        var needed = DeltaDebugging.minimize(
                unusual, some -> again(failure, with(schedule, some)).isPresent());
        return again(failure, with(schedule, needed)).orElse(failure);
    }

    private static Schedule with(Schedule schedule, List<Integer> places) {
        return schedule.with(IntStream.range(0, schedule.choices().size())
                .map(i -> places.contains(i) ? schedule.choices().get(i) : 0)
                .boxed()
                .toList());
    }

    private Optional<Failure> again(Failure failure, Schedule schedule) {
        var trial = failure.trial().with(schedule);
        var outcome = outcome(trial, failure.seed());
        boolean isTheSame = outcome.verdict() == Verdict.FAIL && type(outcome).equals(type(failure.outcome()));
        return isTheSame ? Optional.of(new Failure(trial, outcome)) : Optional.empty();
    }

    private static String type(Outcome outcome) {
        return outcome.anomalies().getFirst().type();
    }

    private Outcome outcome(Trial trial, long seed) {
        return Simulation.run(subject.nodes, workload(trial), trial, seed);
    }

    private static Workload<?> workload(Trial trial) {
        return Workloads.named(trial.options().workload());
    }
}
