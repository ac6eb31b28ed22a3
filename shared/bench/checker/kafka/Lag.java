package bench.checker.kafka;

import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Send;
import bench.history.History;
import bench.history.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the messages that a poll could have returned had been known at least when it began and did not return them, after
 * Jepsen's {@code realtime-lag}.
 */
final class Lag {
    private final Map<String, TreeMap<Long, Long>> knownSince =
            new HashMap<>(); // by key; rising offsets, when first known
    private final Map<Integer, Map<String, Long>> reached =
            new HashMap<>(); // by process and key, the highest offset polled
    private final Map<Integer, Op<KafkaAction>> open = new HashMap<>(); // invocations, by process
    private long worstNanos;

    private Lag() {}

    /** The longest lag of all polls in nanoseconds. */
    static long worstNanos(History<KafkaAction> history) {
        var lag = new Lag();
        for (var op : history.ops()) if (op.type() == Op.Type.OK) lag.learn(op);
        for (var op : history.ops()) {
            if (op.type() == Op.Type.INVOKE) lag.open.put(op.process(), op);
            else if (op.type() == Op.Type.OK) lag.follow(op);
        }
        return lag.worstNanos;
    }

    private void learn(Op<KafkaAction> op) {
        if (op.action() instanceof Send(var sent)) learn(sent.key(), sent.offset(), op.timeNanos());
        if (op.action() instanceof Poll(var polled))
            polled.entries().forEach((key, entries) -> learn(key, highest(entries), op.timeNanos()));
    }

    /** An offset that is known proves all below it to exist. */
    private void learn(String key, long offset, long timeNanos) {
        var known = knownSince.computeIfAbsent(key, k -> new TreeMap<>());
        if (known.isEmpty() || known.lastKey() < offset) known.put(offset, timeNanos);
    }

    private static long highest(Iterable<Entry> entries) {
        long highest = -1;
        for (var entry : entries) highest = Math.max(highest, entry.offset());
        return highest;
    }

    private void follow(Op<KafkaAction> op) {
        var places = reached.computeIfAbsent(op.process(), process -> new HashMap<>());
        if (op.action() instanceof Assign assign) {
            places.keySet().retainAll(assign.value());
            for (var key : assign.value()) places.putIfAbsent(key, -1L);
        }
        if (op.action() instanceof Poll(var polled)) {
            polled.entries().forEach((key, entries) -> places.merge(key, highest(entries), Math::max));
            long beganNanos = open.get(op.process()).timeNanos();
            places.forEach(
                    (key, offset) -> worstNanos = Math.max(worstNanos, beganNanos - nextKnownNanos(key, offset)));
        }
    }

    /** When it was first known that {@code offset} is not the last one of {@code key}; the end of time where it never was. */
    private long nextKnownNanos(String key, long offset) {
        var next = knownSince.containsKey(key) ? knownSince.get(key).higherEntry(offset) : null;
        return next == null ? Long.MAX_VALUE : next.getValue();
    }
}
