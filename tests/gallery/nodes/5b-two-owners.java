///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN LogNode

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Wrong: a key's owner is picked by its hash from a list that each node begins with itself, so the nodes do not agree and a key
 * has two logs. Shows as inconsistent-offsets.
 */
final class LogNode extends Node {
    record Send(String key, JsonNode msg) implements Request<SendOk> {}

    record SendOk(long offset) {}

    record Poll(Map<String, Integer> offsets) implements Request<PollOk> {}

    record PollOk(Map<String, List<Entry>> msgs) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Entry(long offset, JsonNode msg) {}

    record CommitOffsets(Map<String, Long> offsets) implements Request<CommitOffsetsOk> {}

    record CommitOffsetsOk() {}

    record ListCommittedOffsets(List<String> keys) implements Request<ListCommittedOffsetsOk> {}

    record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

    record Append(String key, JsonNode msg) implements Request<SendOk> {}

    record Fetch(String key, int offset) implements Request<FetchOk> {}

    record FetchOk(List<Entry> entries) {}

    private final Map<String, List<Entry>> logs = new HashMap<>();

    LogNode() {
        on(
                Send.class,
                m -> isOwn(m.key()) ? append(m.key(), m.msg()) : rpc(owner(m.key()), new Append(m.key(), m.msg())));
        on(Append.class, m -> append(m.key(), m.msg()));
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets()
                    .forEach((key, offset) -> msgs.put(
                            key,
                            isOwn(key)
                                    ? from(key, offset)
                                    : rpc(owner(key), new Fetch(key, offset)).entries()));
            return new PollOk(msgs);
        });
        on(Fetch.class, m -> new FetchOk(from(m.key(), m.offset())));
        on(CommitOffsets.class, m -> new CommitOffsetsOk());
        on(ListCommittedOffsets.class, m -> new ListCommittedOffsetsOk(Map.of()));
    }

    private String owner(String key) {
        var candidates = new ArrayList<>(List.of(id()));
        candidates.addAll(peers());
        return candidates.get(Math.floorMod(key.hashCode(), candidates.size()));
    }

    private boolean isOwn(String key) {
        return owner(key).equals(id());
    }

    private SendOk append(String key, JsonNode msg) {
        var log = logs.computeIfAbsent(key, k -> new ArrayList<>());
        log.add(new Entry(log.size(), msg));
        return new SendOk(log.size() - 1);
    }

    private List<Entry> from(String key, int offset) {
        var log = logs.getOrDefault(key, List.of());
        return List.copyOf(log.subList(Math.min(offset, log.size()), log.size()));
    }

    void main() {
        serve();
    }
}
