///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200
// caught for: inconsistent-offsets
// seeds: 5
// look-alike: tests/gallery/nodes/5b-one-owner.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;

/** 5a's answer, on two nodes. Each gives the same offsets to messages of its own. */
final class LogNode extends Node implements LogMessages {
    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(new Entry(log.size(), m.msg()));
            return new SendOk(log.size() - 1);
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
        var log = logs.getOrDefault(key, List.of());
        return log.subList(Math.min(offset, log.size()), log.size());
    }

    void main() {
        serve();
    }
}
