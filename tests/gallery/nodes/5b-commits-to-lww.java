///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 10 --rate 300
// warned of: committed-offset-backwards
// seeds: 50
// look-alike: tests/gallery/nodes/5b-claims-places.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Committed offsets are kept in the store whose last writer wins. Its copies learn of writes late, so what was committed may
 * not be found.
 */
final class LogNode extends Node implements LogMessages {
    record Append(String key, JsonNode msg) implements Request<SendOk> {}

    record Fetch(Map<String, Integer> offsets) implements Request<PollOk> {}

    private final Kv<Long> committed = new Kv<>(this, Kv.LWW, Long.class);
    private final Map<String, List<Entry>> logs = new HashMap<>();

    LogNode() {
        on(Send.class, m -> rpc(nodes().getFirst(), new Append(m.key(), m.msg())));
        on(Append.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(new Entry(log.size(), m.msg()));
            return new SendOk(log.size() - 1);
        });
        on(Poll.class, m -> rpc(nodes().getFirst(), new Fetch(m.offsets())));
        on(Fetch.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, from(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> {
                if (committed.read(key).orElse(-1L) < offset) committed.write(key, offset);
            });
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            for (var key : m.keys()) committed.read(key).ifPresent(offset -> offsets.put(key, offset));
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    private List<Entry> from(String key, int offset) {
        var log = logs.getOrDefault(key, List.of());
        return log.subList(Math.min(offset, log.size()), log.size());
    }

    void main() {
        serve();
    }
}
