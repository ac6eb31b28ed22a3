package bench.run;

import bench.workload.Options;
import java.util.Optional;

/**
 * A run that is to be made, and what is asked of it.
 *
 * @param script what the clients do; empty where the workload's generator decides
 * @param isStrict whether what is else a warning fails the run
 */
public record Trial(Options options, Limits limits, Optional<Script> script, boolean isStrict) {
    /** One that is judged as Maelstrom would. */
    public Trial(Options options, Limits limits) {
        this(options, limits, Optional.empty(), false);
    }

    /** This trial, in which warnings fail. */
    public Trial strict() {
        return new Trial(options, limits, script, true);
    }
}
