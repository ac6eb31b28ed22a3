///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5a --time-limit 20 --rate 200 --faults clock
// caught for: nonmonotonic-send
// seeds: 20
// look-alike: challenges/5a.java

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;

/** Offsets are milliseconds since the first message, so that they grow by themselves. The clock is set back now and then. */
final class LogNode extends Node implements LogMessages {
    private final Map<String, TreeMap<Integer, Entry>> logs = new HashMap<>();
    private Instant begin;

    LogNode() {
        on(Send.class, m -> {
            if (begin == null) begin = now();
            var log = logs.computeIfAbsent(m.key(), key -> new TreeMap<>());
            int offset = Math.max(0, (int) Duration.between(begin, now()).toMillis());
            while (log.containsKey(offset)) offset++;
            log.put(offset, new Entry(offset, m.msg()));
            return new SendOk(offset);
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
        return List.copyOf(
                logs.getOrDefault(key, new TreeMap<>()).tailMap(offset).values());
    }

    void main() {
        serve();
    }
}
