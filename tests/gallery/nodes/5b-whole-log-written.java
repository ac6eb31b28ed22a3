///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200
// caught for: inconsistent-offsets
// caught for: lost-write
// seeds: 5
// look-alike: tests/gallery/nodes/5b-one-owner.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** A log is one value in the store, which is read, made longer and written back. Of two that do so at once one is lost. */
final class LogNode extends Node implements LogMessages {
    private final Kv<List<JsonNode>> logs = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    LogNode() {
        on(Send.class, m -> {
            var log = new ArrayList<>(logs.read(m.key()).orElse(List.of()));
            log.add(m.msg());
            logs.write(m.key(), log);
            return new SendOk(log.size() - 1);
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, from(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> new CommitOffsetsOk());
        on(ListCommittedOffsets.class, m -> new ListCommittedOffsetsOk(Map.of()));
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
