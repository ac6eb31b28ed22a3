///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** Right: a key has one owner, on which all agree, and all its messages stand there. */
final class LogNode extends Node implements LogMessages {
    record Append(String key, JsonNode msg) implements Request<SendOk> {}

    record Fetch(String key, int offset) implements Request<FetchOk> {}

    record FetchOk(List<Entry> entries) {}

    record Commit(String key, long offset) implements Request<CommitOk> {}

    record CommitOk() {}

    record Committed(String key) implements Request<CommittedOk> {}

    record CommittedOk(Optional<Long> offset) {}

    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> rpc(owner(m.key()), new Append(m.key(), m.msg())));
        on(Append.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(new Entry(log.size(), m.msg()));
            return new SendOk(log.size() - 1);
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets()
                    .forEach((key, offset) -> msgs.put(
                            key, rpc(owner(key), new Fetch(key, offset)).entries()));
            return new PollOk(msgs);
        });
        on(Fetch.class, m -> {
            var log = logs.getOrDefault(m.key(), List.of());
            return new FetchOk(List.copyOf(log.subList(Math.min(m.offset(), log.size()), log.size())));
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> rpc(owner(key), new Commit(key, offset)));
            return new CommitOffsetsOk();
        });
        on(Commit.class, m -> {
            committed.merge(m.key(), m.offset(), Math::max);
            return new CommitOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            for (var key : m.keys())
                rpc(owner(key), new Committed(key)).offset().ifPresent(at -> offsets.put(key, at));
            return new ListCommittedOffsetsOk(offsets);
        });
        on(Committed.class, m -> new CommittedOk(Optional.ofNullable(committed.get(m.key()))));
    }

    private String owner(String key) {
        return nodes().get(Math.floorMod(key.hashCode(), nodes().size()));
    }

    void main() {
        serve();
    }
}
