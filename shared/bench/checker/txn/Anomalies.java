package bench.checker.txn;

import bench.checker.Anomaly;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Counts the anomalies of one history, by type, and keeps the first of each in words. */
final class Anomalies {
    private static final class Entry {
        private long count;
        private final String first;

        Entry(String first) {
            this.first = first;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    void note(String type, Supplier<String> text) {
        var entry = entries.get(type);
        if (entry == null) entries.put(type, entry = new Entry(text.get()));
        entry.count++;
    }

    /**
     * @param forbidden the types that fail the run
     * @param unwanted those that are worth a warning even where nothing forbids them
     * @return the anomalies of these types: first those that fail the run, each group as first noted
     */
    List<Anomaly> list(Collection<String> forbidden, Set<String> unwanted) {
        var anomalies = new ArrayList<Anomaly>();
        entries.forEach((type, entry) -> {
            if (forbidden.contains(type)) anomalies.add(Anomaly.fails(type, entry.count, entry.first));
        });
        entries.forEach((type, entry) -> {
            if (!forbidden.contains(type) && unwanted.contains(type))
                anomalies.add(Anomaly.warns(type, entry.count, entry.first));
        });
        return anomalies;
    }
}
