package bench.checker;

import bench.checker.Anomaly.Severity;
import bench.history.Op;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts the cases of one anomaly and keeps the words for the first of them. */
public final class Tally {
    private final String type;
    private final Severity severity;
    private long count;
    private String first;

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

    /** @param text tells the case in one sentence; asked for the first one only */
    public void add(Supplier<String> text) {
        if (count++ == 0) first = text.get();
    }

    public long count() {
        return count;
    }

    /** What was counted, as far as there is any of it, in the order of {@code tallies}. */
    public static List<Anomaly> anomalies(Tally... tallies) {
        return List.of(tallies).stream()
                .filter(tally -> tally.count > 0)
                .map(tally -> new Anomaly(tally.type, tally.count, tally.first, tally.severity))
                .toList();
    }

    /** Who did {@code op} and when, for a sentence: {@code process 3 at 12.345 s}. */
    public static String at(Op<?> op) {
        return String.format(Locale.ROOT, "process %d at %.3f s", op.process(), op.timeNanos() / 1e9);
    }
}
