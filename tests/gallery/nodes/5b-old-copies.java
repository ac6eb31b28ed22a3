///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200 --latency 20
// caught for: unseen
// caught for: inconsistent-offsets
// seeds: 10
// look-alike: tests/gallery/nodes/5b-one-owner.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Notice;

/**
 * A node sends its whole log to its peers, and they take it in place of their own, with all that they have acknowledged since.
 */
final class LogNode extends Node implements LogMessages {
    record Copy(String key, List<Entry> log) implements Notice {}

    private final Map<String, List<Entry>> logs = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(new Entry(log.size(), m.msg()));
            for (var peer : peers()) send(peer, new Copy(m.key(), log));
            return new SendOk(log.size() - 1);
        });
        on(Copy.class, m -> {
            logs.put(m.key(), new ArrayList<>(m.log()));
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
        var log = logs.getOrDefault(key, List.of());
        return log.subList(Math.min(offset, log.size()), log.size());
    }

    void main() {
        serve();
    }
}
