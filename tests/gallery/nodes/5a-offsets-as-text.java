///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5a --time-limit 5 --rate 200
// caught for: int-nonmonotonic-poll
// caught for: int-poll-skip
// seeds: 5

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;

/** Offsets are the keys of a sorted map, but as text, as keys of JSON are: 10 comes before 2. */
final class LogNode extends Node implements LogMessages {
    private final Map<String, TreeMap<String, Entry>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new TreeMap<>());
            long offset = log.size();
            log.put(String.valueOf(offset), new Entry(offset, m.msg()));
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
        var log = logs.getOrDefault(key, new TreeMap<>());
        return log.values().stream().filter(entry -> entry.offset() >= offset).toList();
    }

    void main() {
        serve();
    }
}
