///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5a --time-limit 5 --rate 200
// warned of: committed-offset-backwards
// told: no offset of key \d+ is committed
// seeds: 5

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;

/** Commits are acknowledged, and that is all. Maelstrom does not look at what is listed, so this passes there. */
final class LogNode extends Node implements LogMessages {
    private final Map<String, List<Entry>> logs = new HashMap<>();

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
