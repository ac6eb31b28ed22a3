package bench.world;

import java.util.HashMap;
import java.util.Map;

/** When nodes could not answer, whatever they tried. */
final class Outages {
    private final Map<String, Integer> reasons = new HashMap<>();
    private final Map<String, Long> lastEndNanos = new HashMap<>();

    void begin(String node) {
        reasons.merge(node, 1, Integer::sum);
    }

    void end(String node, long nowNanos) {
        reasons.merge(node, -1, Integer::sum);
        lastEndNanos.put(node, nowNanos);
    }

    /** Whether {@code node} was out at any time from {@code sinceNanos} on. */
    boolean since(String node, long sinceNanos) {
        return reasons.getOrDefault(node, 0) > 0 || lastEndNanos.getOrDefault(node, Long.MIN_VALUE) >= sinceNanos;
    }
}
