package bench.checker.kafka;

import bench.checker.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** Offsets with several messages, and messages with several offsets. */
final class LogErrors {
    final Tally inconsistentOffsets = Tally.fails("inconsistent-offsets");
    final Tally duplicate = Tally.fails("duplicate");

    LogErrors(SortedMap<String, Log> logs) {
        logs.forEach(this::check);
    }

    private void check(String key, Log log) {
        Map<Object, Long> offsets = new HashMap<>();
        Map<Object, Long> again = new HashMap<>();
        log.messages().forEach((offset, messages) -> {
            if (messages.size() > 1)
                inconsistentOffsets.add(() -> "offset " + offset + " of key " + key + " held the messages "
                        + String.join(
                                " and ", messages.stream().map(Tally::json).toList()));
            for (var message : messages) {
                var before = offsets.putIfAbsent(message, offset);
                if (before != null && again.putIfAbsent(message, offset) == null)
                    duplicate.add(() -> "message " + Tally.json(message) + " of key " + key + " stood at offset "
                            + before + " and at offset " + offset);
            }
        });
    }
}
