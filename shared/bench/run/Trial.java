package bench.run;

import bench.workload.Options;

/** A run that is to be made, and what is asked of it. */
public record Trial(Options options, Limits limits) {}
