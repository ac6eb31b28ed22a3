///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5a --time-limit 5 --rate 200
// caught for: poll-skip
// caught for: unseen
// seeds: 10

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;

/**
 * So that memory does not grow, only the last five messages of a key are kept. They were acknowledged, and not everybody has
 * polled them.
 */
final class LogNode extends Node implements LogMessages {
    private final Map<String, TreeMap<Integer, Entry>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new TreeMap<>());
            int offset = log.isEmpty() ? 0 : log.lastKey() + 1;
            log.put(offset, new Entry(offset, m.msg()));
            if (log.size() > 5) log.pollFirstEntry();
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

    private List<Entry> from(String key, int offset) {
        return List.copyOf(
                logs.getOrDefault(key, new TreeMap<>()).tailMap(offset).values());
    }

    void main() {
        serve();
    }
}
