import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** What the variants of stage 5 have in common: what clients say, and logs in memory, which some replace by others. */
abstract class KafkaNode extends Node {
    record Send(String key, JsonNode msg) implements Request<SendOk> {}

    record SendOk(long offset) {}

    record Poll(Map<String, Long> offsets) implements Request<PollOk> {}

    record PollOk(Map<String, List<Entry>> msgs) {}

    /** Written as {@code [offset, msg]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Entry(long offset, JsonNode msg) {}

    record CommitOffsets(Map<String, Long> offsets) implements Request<CommitOffsetsOk> {}

    record CommitOffsetsOk() {}

    record ListCommittedOffsets(List<String> keys) implements Request<ListCommittedOffsetsOk> {}

    record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

    final Map<String, TreeMap<Long, Entry>> logs = new TreeMap<>();
    final Map<String, Long> committed = new TreeMap<>();

    KafkaNode() {
        on(Send.class, m -> new SendOk(append(m.key(), m.msg())));
        on(Poll.class, m -> new PollOk(poll(m.offsets())));
        on(CommitOffsets.class, m -> {
            m.offsets().forEach(this::commit);
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            for (var key : m.keys()) committed(key).ifPresent(offset -> offsets.put(key, offset));
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    /** @return the message's offset */
    abstract long append(String key, JsonNode msg);

    final void put(String key, long offset, JsonNode msg) {
        logs.computeIfAbsent(key, k -> new TreeMap<>()).put(offset, new Entry(offset, msg));
    }

    Map<String, List<Entry>> poll(Map<String, Long> offsets) {
        var msgs = new TreeMap<String, List<Entry>>();
        offsets.forEach((key, offset) -> msgs.put(key, entries(key, offset)));
        return msgs;
    }

    /** What a poll is shown. */
    List<Entry> entries(String key, long offset) {
        return entries(key, offset, Long.MAX_VALUE);
    }

    final List<Entry> entries(String key, long offset, long end) {
        var log = logs.getOrDefault(key, new TreeMap<>());
        return List.copyOf(log.subMap(offset, Math.max(offset, end)).values());
    }

    void commit(String key, long offset) {
        committed.merge(key, offset, Math::max);
    }

    Optional<Long> committed(String key) {
        return Optional.ofNullable(committed.get(key));
    }
}
