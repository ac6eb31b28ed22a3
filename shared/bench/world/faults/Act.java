package bench.world.faults;

/**
 * One thing that goes wrong. It is the same, and equal, in a run of the same seed that leaves others out.
 *
 * @param beginNanos when, by the world's clock
 */
public record Act(Fault fault, long beginNanos, Effect effect) {}
