import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Nodes that can compare what they have (anti-entropy). What clients tell a node stands in its log, in order, and is here as
 * far as it is here without a gap; so the lengths of all logs say what a node has, and what it lacks is some logs' ends.
 */
abstract class ComparingNode extends BroadcastNode {
    final Map<String, List<JsonNode>> logs = new TreeMap<>(); // by the node that was told

    ComparingNode() {
        whenInitialised(() -> nodes().forEach(node -> logs.put(node, new ArrayList<>())));
    }

    final Map<String, Integer> lengths() {
        var lengths = new TreeMap<String, Integer>();
        logs.forEach((node, log) -> lengths.put(node, log.size()));
        return lengths;
    }

    /** The logs from these lengths on, where they are longer here. */
    final Map<String, List<JsonNode>> ends(Map<String, Integer> lengths) {
        var ends = new TreeMap<String, List<JsonNode>>();
        logs.forEach((node, log) -> {
            int length = lengths.get(node);
            if (length < log.size()) ends.put(node, List.copyOf(log.subList(length, log.size())));
        });
        return ends;
    }

    /** @param lengths from which on the ends are; the logs may have grown since */
    final void learn(Map<String, Integer> lengths, Map<String, List<JsonNode>> ends) {
        ends.forEach((node, end) -> {
            var log = logs.get(node);
            int known = log.size() - lengths.get(node);
            if (0 <= known && known < end.size()) log.addAll(end.subList(known, end.size()));
            seen.addAll(end);
        });
    }
}
