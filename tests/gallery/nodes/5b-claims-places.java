///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Right: a message is appended by compare-and-set. Where the store does not answer the client is told so, and nobody tries
 * again.
 */
final class LogNode extends Node implements LogMessages {
    private final Kv<List<JsonNode>> logs = new Kv<>(this, Kv.LIN, new TypeReference<>() {});
    private final Kv<Long> committed = new Kv<>(this, Kv.LIN, Long.class);

    LogNode() {
        on(Send.class, m -> {
            while (true) {
                var log = logs.read("log-" + m.key()).orElse(List.of());
                var longer = new ArrayList<>(log);
                longer.add(m.msg());
                if (logs.casOrCreate("log-" + m.key(), log, longer)) return new SendOk(log.size());
            }
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, from(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> {
                while (true) {
                    long before = committed.read("committed-" + key).orElse(-1L);
                    if (before >= offset || committed.casOrCreate("committed-" + key, before, offset)) return;
                }
            });
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            for (var key : m.keys()) committed.read("committed-" + key).ifPresent(offset -> offsets.put(key, offset));
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    private List<Entry> from(String key, int offset) {
        var log = logs.read("log-" + key).orElse(List.of());
        var entries = new ArrayList<Entry>();
        for (int at = offset; at < log.size(); at++) entries.add(new Entry(at, log.get(at)));
        return entries;
    }

    void main() {
        serve();
    }
}
