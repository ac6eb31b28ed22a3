package bench.workload;

import bench.checker.kafka.KafkaAction;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Polled;
import bench.checker.kafka.KafkaAction.Sent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import node.Request;
import node.RpcError;

/**
 * A consumer and producer. It keeps for each key it is assigned to the offset to poll from next, and after a poll that returned
 * messages commits how far it got. Like Maelstrom's client it asks for the committed offsets when it is assigned, and then starts
 * at 0 with keys that it did not have: so what has been committed steers nothing.
 */
final class KafkaClient extends Client<KafkaAction> {
    private record Send(String key, Object msg) implements Request<SendOk> {}

    private record SendOk(long offset) {}

    private record Poll(Map<String, Long> offsets) implements Request<PollOk> {}

    private record PollOk(Map<String, List<Entry>> msgs) {
        PollOk {
            msgs.replaceAll((key, entries) -> entries == null ? List.of() : entries); // as Maelstrom takes it
            if (msgs.values().stream().anyMatch(entries -> entries.stream().anyMatch(Objects::isNull)))
                throw new IllegalArgumentException("null instead of a message in " + msgs);
        }
    }

    private record CommitOffsets(Map<String, Long> offsets) implements Request<CommitOffsetsOk> {}

    private record CommitOffsetsOk() {}

    private record ListCommittedOffsets(List<String> keys) implements Request<ListCommittedOffsetsOk> {}

    private record ListCommittedOffsetsOk(Map<String, Long> offsets) {
        ListCommittedOffsetsOk {
            if (offsets.containsValue(null)) throw new IllegalArgumentException("null instead of an offset");
        }
    }

    private Map<String, Long> positions = new TreeMap<>();

    @Override
    public boolean changesNothing(KafkaAction action) {
        return action instanceof KafkaAction.Assign;
    }

    @Override
    public KafkaAction invoke(String server, KafkaAction action) {
        return switch (action) {
            case KafkaAction.Send(var sent) -> {
                long offset = ask(server, new Send(sent.key(), sent.message())).offset();
                yield new KafkaAction.Send(new Sent(sent.key(), offset, sent.message()));
            }
            case KafkaAction.Poll poll -> poll(server);
            case KafkaAction.Assign assign -> assign(server, assign);
            case KafkaAction.Crash crash -> throw new RpcError(RpcError.CRASH, "the client crashed, as it was told");
        };
    }

    private KafkaAction poll(String server) {
        var entries = ask(server, new Poll(positions)).msgs();
        var reached = new LinkedHashMap<String, Long>();
        entries.forEach((key, polled) -> {
            long last = polled.stream().mapToLong(Entry::offset).max().orElse(-1);
            positions.merge(key, last + 1, Math::max);
            if (!polled.isEmpty()) reached.put(key, Math.max(0, last));
        });
        if (!reached.isEmpty()) ask(server, new CommitOffsets(reached));
        return new KafkaAction.Poll(new Polled(entries));
    }

    private KafkaAction assign(String server, KafkaAction.Assign assign) {
        var keys = assign.value();
        var kept = assign.seekToBeginning() ? Map.<String, Long>of() : positions;
        var committed = assign.seekToBeginning()
                ? null
                : ask(server, new ListCommittedOffsets(keys)).offsets();
        var assigned = new TreeMap<String, Long>();
        for (var key : keys) assigned.put(key, kept.getOrDefault(key, 0L));
        positions = assigned;
        return new KafkaAction.Assign(keys, assign.seekToBeginning(), committed);
    }
}
