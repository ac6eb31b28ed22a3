package bench.checker;

/**
 * Something that a history shows and that should not be.
 *
 * @param type the field's term: {@code lost}, {@code G1a}, {@code nonlinearizable}
 * @param count how many times it was seen
 * @param text the first of them, told in one sentence
 * @param severity what it does to the verdict
 * @param evidence the first of them, as data
 */
public record Anomaly(String type, long count, String text, Severity severity, Evidence evidence) {
    public enum Severity {
        /** The run is not what was asked for. */
        FAILS,
        /** Maelstrom lets it pass, and a user would not. */
        WARNS
    }

    /** One that no operation of the history shows. */
    public static Anomaly fails(String type, long count, String text) {
        return new Anomaly(type, count, text, Severity.FAILS, Evidence.NONE);
    }

    /** One that no operation of the history shows. */
    public static Anomaly warns(String type, long count, String text) {
        return new Anomaly(type, count, text, Severity.WARNS, Evidence.NONE);
    }

    /** This one, which now fails the run. */
    public Anomaly strict() {
        return new Anomaly(type, count, text, Severity.FAILS, evidence);
    }
}
