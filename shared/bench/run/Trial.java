package bench.run;

import bench.workload.Options;
import java.util.Optional;

/**
 * A run that is to be made, and what is asked of it.
 *
 * @param script what the clients do; empty where the workload's generator decides
 */
public record Trial(Options options, Limits limits, Optional<Script> script) {
    public Trial(Options options, Limits limits) {
        this(options, limits, Optional.empty());
    }
}
