package bench.checker;

import bench.checker.Anomaly.Severity;
import bench.history.Op;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import node.Json;

/** Counts the cases of one anomaly and keeps the words for the first of them. */
public final class Tally {
    private final String type;
    private final Severity severity;
    private long count;
    private String first;
    private Evidence evidence;

    private Tally(String type, Severity severity) {
        this.type = type;
        this.severity = severity;
    }

    public static Tally fails(String type) {
        return new Tally(type, Severity.FAILS);
    }

    public static Tally warns(String type) {
        return new Tally(type, Severity.WARNS);
    }

    /**
     * @param evidence what shows the case; kept of the first one
     * @param text tells the case in one sentence; asked for the first one only
     */
    public void add(Evidence evidence, Supplier<String> text) {
        if (count++ > 0) return;
        this.evidence = evidence;
        first = text.get();
    }

    public long count() {
        return count;
    }

    /** What was counted, as far as there is any of it, in the order of {@code tallies}. */
    public static List<Anomaly> anomalies(Tally... tallies) {
        return List.of(tallies).stream()
                .filter(tally -> tally.count > 0)
                .map(Tally::anomaly)
                .toList();
    }

    /** What was counted; at least one case must have been. */
    public Anomaly anomaly() {
        return new Anomaly(type, count, first, severity, evidence);
    }

    /** Who did {@code op} and when, for a sentence: {@code process 3 at 12.345 s}. */
    public static String at(Op<?> op) {
        return "process " + op.process() + " at " + seconds(op);
    }

    /** When {@code op} was, for a sentence. */
    public static String seconds(Op<?> op) {
        return String.format(Locale.ROOT, "%.3f s", op.timeNanos() / 1e9);
    }

    /** A value for a sentence: a string in quotes, so that it is not taken for a number. */
    public static String json(Object value) {
        return Json.MAPPER.writeValueAsString(value);
    }
}
