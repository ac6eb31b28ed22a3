package bench.checker.kafka;

import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Send;
import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that clients saw of one log. Offsets may have gaps; a place is a number without any: the known offsets have the places 0,
 * 1, 2, ... Right logs have one message an offset and one offset a message; these may have more.
 */
final class Log {
    private final SortedMap<Long, Map<Object, Op<KafkaAction>>> messages =
            new TreeMap<>(); // by offset, each where first seen
    private final List<Long> offsets = new ArrayList<>(); // by place
    private final Map<Object, Integer> places =
            new HashMap<>(); // of messages that were the first to be seen at an offset
    private final Map<Object, Integer> firstPlaces = new HashMap<>();
    private final Map<Object, Integer> lastPlaces = new HashMap<>();

    private Log() {}

    /** The logs that acknowledged sends and polls tell of, by key. */
    static SortedMap<String, Log> in(History<KafkaAction> history) {
        var logs = new TreeMap<String, Log>();
        for (var op : history.ops()) {
            if (op.type() != Op.Type.OK) continue;
            switch (op.action()) {
                case Send(var sent) -> note(logs, sent.key(), sent.offset(), sent.message(), op);
                case Poll(var polled) ->
                    polled.entries().forEach((key, entries) -> {
                        for (Entry entry : entries) note(logs, key, entry.offset(), entry.message(), op);
                    });
                case KafkaAction.Assign assign -> {}
                case KafkaAction.Crash crash -> {}
            }
        }
        logs.values().forEach(Log::number);
        return logs;
    }

    private static void note(Map<String, Log> logs, String key, long offset, Object message, Op<KafkaAction> op) {
        logs.computeIfAbsent(key, k -> new Log())
                .messages
                .computeIfAbsent(offset, o -> new LinkedHashMap<>(2))
                .putIfAbsent(message, op);
    }

    private void number() {
        messages.forEach((offset, here) -> {
            int place = offsets.size();
            offsets.add(offset);
            places.put(here.keySet().iterator().next(), place);
            for (var message : here.keySet()) {
                firstPlaces.putIfAbsent(message, place);
                lastPlaces.put(message, place);
            }
        });
    }

    /** The messages seen at each offset, each with what first saw it there. */
    SortedMap<Long, Map<Object, Op<KafkaAction>>> messages() {
        return messages;
    }

    /** The first place that {@code message} was seen at; -1 where there is none. */
    int firstPlace(Object message) {
        return firstPlaces.getOrDefault(message, -1);
    }

    /** The last place that {@code message} was seen at. */
    int lastPlace(Object message) {
        return lastPlaces.get(message);
    }

    long offset(int place) {
        return offsets.get(place);
    }

    long highestOffset() {
        return messages.lastKey();
    }

    /** By how many places {@code next} comes after {@code message}: 1 as it should be, and 1 too where one place is not known. */
    int step(Object message, Object next) {
        var from = places.get(message);
        var to = places.get(next);
        return from == null || to == null ? 1 : to - from;
    }
}
