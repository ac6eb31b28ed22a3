///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200 --faults loss
// caught for: unseen
// seeds: 10
// look-alike: challenges/5b.java

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Notice;
import node.Request;

/**
 * Messages are passed on to the leader and acknowledged at once, with the offset that is next as far as the node knows. Some
 * never arrive.
 */
final class LogNode extends Node implements LogMessages {
    record Append(Entry entry, String key) implements Notice {}

    record Fetch(Map<String, Integer> offsets) implements Request<PollOk> {}

    private final Map<String, TreeMap<Long, Entry>> logs = new HashMap<>();
    private long clock;

    LogNode() {
        on(Send.class, m -> {
            long offset = ++clock * nodes().size() + nodes().indexOf(id());
            send(nodes().getFirst(), new Append(new Entry(offset, m.msg()), m.key()));
            return new SendOk(offset);
        });
        on(Append.class, m -> {
            logs.computeIfAbsent(m.key(), key -> new TreeMap<>()).put(m.entry().offset(), m.entry());
        });
        on(Poll.class, m -> rpc(nodes().getFirst(), new Fetch(m.offsets())));
        on(Fetch.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, from(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> new CommitOffsetsOk());
        on(ListCommittedOffsets.class, m -> new ListCommittedOffsetsOk(Map.of()));
    }

    private List<Entry> from(String key, long offset) {
        return List.copyOf(
                logs.getOrDefault(key, new TreeMap<>()).tailMap(offset).values());
    }

    void main() {
        serve();
    }
}
