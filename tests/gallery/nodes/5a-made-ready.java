///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5a --time-limit 5 --rate 200
// caught for: G1c-realtime
// seeds: 5

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import tools.jackson.databind.node.IntNode;

/**
 * A new log is made ready for ten messages, with 1, 2, 3, ... in their places. Polls do not ask how many have come. What they
 * see will be sent indeed, and later.
 */
final class LogNode extends Node implements LogMessages {
    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> ready());
            int offset = sizes.merge(m.key(), 1, Integer::sum) - 1;
            if (offset == log.size()) log.add(null);
            log.set(offset, new Entry(offset, m.msg()));
            return new SendOk(offset);
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, from(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> committed.merge(key, offset, Math::max));
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new HashMap<>(committed);
            offsets.keySet().retainAll(m.keys());
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    private static List<Entry> ready() {
        var log = new ArrayList<Entry>();
        for (int i = 0; i < 10; i++) log.add(new Entry(i, IntNode.valueOf(i + 1)));
        return log;
    }

    private List<Entry> from(String key, int offset) {
        var log = logs.getOrDefault(key, List.of());
        return log.subList(Math.min(offset, log.size()), log.size());
    }

    void main() {
        serve();
    }
}
