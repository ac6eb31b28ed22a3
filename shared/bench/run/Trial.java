package bench.run;

import bench.workload.Options;
import bench.world.faults.Act;
import java.util.Optional;
import java.util.Set;

/**
 * A run that is to be made, and what is asked of it.
 *
 * @param script what the clients do; empty where the workload's generator decides
 * @param schedule what happens when; empty where that is left to chance
 * @param spared what does not go wrong, though by chance it would
 * @param isStrict whether what is else a warning fails the run
 */
public record Trial(
        Options options,
        Limits limits,
        Optional<Script> script,
        Optional<Schedule> schedule,
        Set<Act> spared,
        boolean isStrict) {
    /** One that is left to chance and judged as Maelstrom would. */
    public Trial(Options options, Limits limits) {
        this(options, limits, Optional.empty(), Optional.empty(), Set.of(), false);
    }

    /** This trial on another scale, or of other faults. */
    public Trial with(Options options) {
        return new Trial(options, limits, script, schedule, spared, isStrict);
    }

    /** This trial, with these operations only. */
    public Trial with(Script script) {
        return new Trial(options, limits, Optional.of(script), schedule, spared, isStrict);
    }

    /** This trial, with nothing left to chance and as many nodes as the schedule has; two clients may ask each at once. */
    public Trial with(Schedule schedule) {
        int nodes = schedule.nodes();
        var calm = options.scaledTo(nodes, 2 * nodes, options.rate(), options.timeLimit())
                .struckBy(false, Set.of());
        return new Trial(calm, limits, script, Optional.of(schedule), spared, isStrict);
    }

    /** This trial, in which all of these do not go wrong. */
    public Trial sparing(Set<Act> acts) {
        return new Trial(options, limits, script, schedule, acts, isStrict);
    }

    /** This trial, in which warnings fail. */
    public Trial strict() {
        return new Trial(options, limits, script, schedule, spared, true);
    }
}
