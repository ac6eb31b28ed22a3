package bench;

import bench.report.Table;
import bench.run.Schedule;
import bench.run.Trial;
import bench.search.Search;
import bench.world.faults.Fault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import node.Node;
import picocli.CommandLine.Option;

/** A check that decides what happens next instead of leaving it to chance. */
final class Searching {
    private static final double DEFAULT_SECONDS = 20;
    private static final double MOST_SECONDS = 86_400;

    @Option(
            names = "--search",
            description = "Goes through what may happen at small sizes, order by order; --seed draws other operations.")
    private boolean search;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "How long --search takes a stage; 20 where not given.")
    private Double seconds;

    @Option(names = "--schedule", paramLabel = "NAME", description = "With --seed: the run that --search found.")
    private String schedule;

    private volatile Search running;
    private volatile boolean stopped;

    boolean isAsked() {
        return search;
    }

    /** The one that was given; null where none was. */
    String schedule() {
        return schedule;
    }

    /**
     * Looks for options that contradict each other.
     *
     * @throws UserError where some do
     */
    void require(boolean inProcesses, boolean manySeeds, boolean oneSeed, boolean writesHistory) {
        if (seconds != null && !search) throw new UserError("--time says how long a search takes: add --search");
        if (search && schedule != null)
            throw new UserError("--schedule names one run, --search looks for one: give one of them");
        if (schedule != null && !oneSeed) throw new UserError("--schedule needs the --seed that --search told with it");
        if ((search || schedule != null) && inProcesses)
            throw new UserError((search ? "--search" : "--schedule")
                    + " decides what happens next, which is possible in simulation only: leave out --processes");
        if (search && manySeeds)
            throw new UserError("--search needs no seeds: leave out --seeds; --time says how long it takes");
        if (search && writesHistory)
            throw new UserError("--history writes one run: give it together with the --seed and --schedule of what"
                    + " --search has found");
        if (seconds != null && !(seconds > 0 && seconds <= MOST_SECONDS))
            throw new UserError("--time is " + seconds + "; it must be above 0, up to 86400");
    }

    /** The runs to make: where there is a schedule, only the one. */
    List<Trial> runs(List<Trial> trials) {
        if (schedule == null) return trials;
        try {
            return List.of(trials.getFirst().with(Schedule.parse(schedule)));
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }

    /** @param trials of which the first one's operations are drawn, and whose faults strike */
    Search.Result search(Target target, List<Trial> trials, Supplier<Node> nodes, Long seed, Table table) {
        double limitSeconds = seconds != null ? seconds : DEFAULT_SECONDS;
        var subject = new Search.Subject(nodes, trials.getFirst(), faults(target, trials), seed != null ? seed : 1);
        try (var progress = table.progress(target.name() + ", searching", (long) limitSeconds)) {
            running = new Search(subject, Duration.ofNanos((long) (limitSeconds * 1e9)), progress::step);
            if (stopped) running.stop();
            return running.run();
        }
    }

    /** Ends the search soon, with what it has seen by then. May be called from any thread. */
    void stop() {
        stopped = true;
        if (running != null) running.stop();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Those asked for; where none are, all that the stage must survive. */
    private static Set<Fault> faults(Target target, List<Trial> trials) {
        var faults = EnumSet.noneOf(Fault.class);
        for (var trial : trials) {
            faults.addAll(trial.options().faults());
            if (trial.options().partition()) faults.add(Fault.PARTITION);
        }
        boolean areAsked =
                trials.stream().anyMatch(trial -> !trial.options().faults().isEmpty());
        if (!areAsked) target.stage().ifPresent(stage -> faults.addAll(stage.chapter()));
        return faults;
    }
}
