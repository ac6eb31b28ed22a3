package bench.run;

import bench.workload.Options;
import java.util.Optional;

/**
 * A run that is to be made, and what is asked of it.
 *
 * @param script what the clients do; empty where the workload's generator decides
 * @param schedule what happens when; empty where that is left to chance
 * @param isStrict whether what is else a warning fails the run
 */
public record Trial(
        Options options, Limits limits, Optional<Script> script, Optional<Schedule> schedule, boolean isStrict) {
    /** One that is left to chance and judged as Maelstrom would. */
    public Trial(Options options, Limits limits) {
        this(options, limits, Optional.empty(), Optional.empty(), false);
    }

    /** This trial, with these operations only. */
    public Trial with(Script script) {
        return new Trial(options, limits, Optional.of(script), schedule, isStrict);
    }

    /** This trial, with nothing left to chance. */
    public Trial with(Schedule schedule) {
        return new Trial(options, limits, script, Optional.of(schedule), isStrict);
    }

    /** This trial, in which warnings fail. */
    public Trial strict() {
        return new Trial(options, limits, script, schedule, true);
    }
}
