package bench.checker.txn;

import bench.checker.Anomaly;
import bench.checker.Evidence;
import bench.checker.Tally;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Counts the anomalies of one history, by type: those that fail the run and those that are worth a warning. */
final class Anomalies {
    private final Set<String> forbidden;
    private final Set<String> unwanted;
    private final Set<String> phenomena = new LinkedHashSet<>();
    private final Map<String, Tally> failures = new LinkedHashMap<>(); // by type, as first noted
    private final Map<String, Tally> warnings = new LinkedHashMap<>();

    /**
     * @param forbidden the types that fail the run
     * @param unwanted those that are worth a warning even where nothing forbids them
     */
    Anomalies(Set<String> forbidden, Set<String> unwanted) {
        this.forbidden = forbidden;
        this.unwanted = unwanted;
    }

    /** For the arguments see {@link Tally#add}. */
    void note(String type, Evidence evidence, Supplier<String> text) {
        phenomena.add(type);
        if (forbidden.contains(type))
            failures.computeIfAbsent(type, Tally::fails).add(evidence, text);
        else if (unwanted.contains(type))
            warnings.computeIfAbsent(type, Tally::warns).add(evidence, text);
    }

    /** One that Maelstrom does not look for: where it is forbidden it is worth a warning, unless a graver failure implies it. */
    void noteBeyond(String type, Evidence evidence, Supplier<String> text) {
        phenomena.add(type);
        boolean isTold = ConsistencyModels.implied(failures.keySet()).contains(type);
        if (!isTold && (forbidden.contains(type) || unwanted.contains(type)))
            warnings.computeIfAbsent(type, Tally::warns).add(evidence, text);
    }

    /** What is worth a warning whatever is forbidden, and is no phenomenon of the history. */
    void warn(String type, Supplier<String> text) {
        warnings.computeIfAbsent(type, Tally::warns).add(Evidence.NONE, text);
    }

    /** The types of all that were noted, forbidden or not. */
    Set<String> phenomena() {
        return Set.copyOf(phenomena);
    }

    /** First those that fail the run. */
    List<Anomaly> list() {
        return Stream.of(failures, warnings)
                .flatMap(tallies -> tallies.values().stream())
                .map(Tally::anomaly)
                .toList();
    }
}
