///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200
// caught for: inconsistent-offsets
// told: offset \d+ of key \d+ held the messages \d+ and \d+
// seeds: 5
// look-alike: tests/gallery/nodes/5b-one-owner.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * A key's owner is picked by its hash from a list that each node begins with itself, so the nodes do not agree and a key has two
 * logs.
 */
final class LogNode extends Node implements LogMessages {
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
            m.offsets().forEach((key, offset) -> msgs.put(key, isOwn(key) ? from(key, offset) : fetch(key, offset)));
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

    private List<Entry> fetch(String key, int offset) {
        return rpc(owner(key), new Fetch(key, offset)).entries();
    }

    private List<Entry> from(String key, int offset) {
        var log = logs.getOrDefault(key, List.of());
        return List.copyOf(log.subList(Math.min(offset, log.size()), log.size()));
    }

    void main() {
        serve();
    }
}
