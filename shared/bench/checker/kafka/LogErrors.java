package bench.checker.kafka;

import bench.checker.Evidence;
import bench.checker.Tally;
import bench.history.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
        Set<Object> again = new HashSet<>();
        log.messages().forEach((offset, messages) -> {
            if (messages.size() > 1)
                inconsistentOffsets.add(
                        Evidence.of(messages.values().toArray(Op<?>[]::new))
                                .ofKey(key)
                                .ofValue(offset),
                        () -> "offset " + offset + " of key " + key + " held the messages "
                                + String.join(
                                        " and ",
                                        messages.keySet().stream()
                                                .map(Tally::json)
                                                .toList()));
            messages.forEach((message, op) -> {
                var before = offsets.putIfAbsent(message, offset);
                if (before != null && again.add(message))
                    duplicate.add(
                            Evidence.of(log.messages().get(before).get(message), op)
                                    .ofKey(key)
                                    .ofValue(message),
                            () -> "message " + Tally.json(message) + " of key " + key + " stood at offset " + before
                                    + " and at offset " + offset);
            });
        });
    }
}
