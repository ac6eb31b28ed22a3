///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200 --faults service-timeout
// caught for: duplicate
// caught for: nonmonotonic-poll
// seeds: 20
// look-alike: tests/gallery/nodes/5b-claims-places.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * When the store does not answer a compare-and-set the message is appended once more. But the store may have done it, and only
 * the answer is missing.
 */
final class LogNode extends Node implements LogMessages {
    private final Kv<List<JsonNode>> logs = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    LogNode() {
        on(Send.class, m -> retry(() -> new SendOk(append(m.key(), m.msg()))));
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, from(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> new CommitOffsetsOk());
        on(ListCommittedOffsets.class, m -> new ListCommittedOffsetsOk(Map.of()));
    }

    private int append(String key, JsonNode message) {
        while (true) {
            var log = logs.read(key).orElse(List.of());
            var longer = new ArrayList<>(log);
            longer.add(message);
            if (logs.casOrCreate(key, log, longer)) return log.size();
        }
    }

    private List<Entry> from(String key, int offset) {
        var log = logs.read(key).orElse(List.of());
        var entries = new ArrayList<Entry>();
        for (int at = offset; at < log.size(); at++) entries.add(new Entry(at, log.get(at)));
        return entries;
    }

    void main() {
        serve();
    }
}
