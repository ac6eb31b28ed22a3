package bench.run;

/**
 * A run that failed.
 *
 * @param trial makes it again, with the seed
 */
public record Failure(Trial trial, Outcome outcome) {
    public long seed() {
        return outcome.seed();
    }
}
