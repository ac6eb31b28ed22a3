package bench.edn;

import bench.checker.kafka.KafkaAction;
import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Crash;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Polled;
import bench.checker.kafka.KafkaAction.Send;
import bench.checker.kafka.KafkaAction.Sent;
import bench.history.Op;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A send or a poll is a list of one step; an assignment is a list of keys. */
public final class LogNotation implements Notation<KafkaAction> {
    private static final String SEEK_TO_BEGINNING = "seek-to-beginning?";
    private static final String COMMITTED = "committed"; // ours: Jepsen's histories do not hold what the server said

    @Override
    public Class<KafkaAction> actions() {
        return KafkaAction.class;
    }

    @Override
    public List<String> names() {
        return List.of("send", "poll", "assign", "crash");
    }

    @Override
    public KafkaAction read(Op.Type type, String name, Object value, Map<String, Object> fields) {
        return switch (name) {
            case "send" -> new Send(sent(type, value));
            case "poll" -> new Poll(polled(type, value));
            case "assign" ->
                new Assign(
                        keys(value),
                        Boolean.TRUE.equals(fields.get(SEEK_TO_BEGINNING)),
                        committed(fields.get(COMMITTED)));
            default -> new Crash(null);
        };
    }

    private static Sent sent(Op.Type type, Object value) {
        boolean isOk = type == Op.Type.OK;
        if (step(value) instanceof List<?> step && step.size() == 3 && step.get(1) instanceof String key) {
            if (!isOk) return new Sent(key, null, step.get(2));
            if (entry(step.get(2)) instanceof Entry(var offset, var message)) return new Sent(key, offset, message);
        }
        throw new IllegalArgumentException(
                isOk
                        ? "a key, an offset and a message, as [[:send \"1\" [0 7]]]"
                        : "a key and a message, as [[:send \"1\" 7]]");
    }

    private static Polled polled(Op.Type type, Object value) {
        var step = step(value);
        if (step != null && step.size() == 1 && type != Op.Type.OK) return Polled.NOTHING_YET;
        if (step != null && step.size() == 2 && step.get(1) instanceof Map<?, ?> byKey) {
            var entries = new LinkedHashMap<String, List<Entry>>();
            byKey.forEach((key, pairs) -> entries.put((String) key, entries(pairs)));
            return new Polled(entries);
        }
        throw notPolled();
    }

    private static List<Entry> entries(Object pairs) {
        if (!(pairs instanceof List<?> list)) throw notPolled();
        var entries = list.stream().map(LogNotation::entry).toList();
        if (entries.contains(null)) throw notPolled();
        return entries;
    }

    private static IllegalArgumentException notPolled() {
        return new IllegalArgumentException("offsets and messages by key, as [[:poll {\"1\" [[0 7] [1 8]]}]]");
    }

    /** The only step of a transaction, or null where {@code value} is none. */
    private static List<?> step(Object value) {
        return value instanceof List<?> steps && steps.size() == 1 && steps.getFirst() instanceof List<?> step
                ? step
                : null;
    }

    private static Entry entry(Object pair) {
        return pair instanceof List<?> list && list.size() == 2 && list.getFirst() instanceof Long offset
                ? new Entry(offset, list.getLast())
                : null;
    }

    private static List<String> keys(Object value) {
        if (value instanceof List<?> keys && keys.stream().allMatch(String.class::isInstance))
            return keys.stream().map(String.class::cast).toList();
        throw new IllegalArgumentException("a list of keys, as [\"1\" \"2\"]");
    }

    private static Map<String, Long> committed(Object value) {
        if (value == null) return null;
        var committed = new LinkedHashMap<String, Long>();
        if (value instanceof Map<?, ?> offsets)
            offsets.forEach((key, offset) -> {
                if (offset instanceof Long number) committed.put((String) key, number);
            });
        return committed;
    }

    @Override
    public Object value(Op.Type type, KafkaAction action) {
        return switch (action) {
            case Send(Sent(var key, var offset, var message)) -> {
                var what = offset == null ? message : Arrays.asList(offset, message);
                yield List.of(Arrays.asList(new Keyword("send"), key, what));
            }
            case Poll(Polled(var entries)) ->
                List.of(entries == null ? List.of(new Keyword("poll")) : List.of(new Keyword("poll"), pairs(entries)));
            case Assign assign -> assign.value();
            case Crash _ -> null;
        };
    }

    private static Map<String, Object> pairs(Map<String, List<Entry>> entries) {
        var pairs = new LinkedHashMap<String, Object>();
        entries.forEach((key, list) -> pairs.put(
                key,
                list.stream()
                        .map(entry -> Arrays.asList(entry.offset(), entry.message()))
                        .toList()));
        return pairs;
    }

    @Override
    public Map<String, Object> more(KafkaAction action) {
        var more = new LinkedHashMap<String, Object>();
        if (action instanceof Assign assign) {
            if (assign.seekToBeginning()) more.put(SEEK_TO_BEGINNING, true);
            if (assign.committed() != null) more.put(COMMITTED, assign.committed());
        }
        return more;
    }

    @Override
    public boolean canEnd(KafkaAction invoked, KafkaAction completed) {
        return switch (completed) {
            case Send(var sent) ->
                invoked instanceof Send(var asked)
                        && asked.key().equals(sent.key())
                        && Objects.equals(asked.message(), sent.message());
            case Assign assign ->
                invoked instanceof Assign asked && asked.value().equals(assign.value());
            case Poll _, Crash _ -> true;
        };
    }
}
