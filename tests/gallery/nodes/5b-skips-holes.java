///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 20 --rate 200 --faults pause
// caught for: int-poll-skip
// seeds: 60
// look-alike: tests/gallery/nodes/5b-one-owner.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import tools.jackson.databind.JsonNode;

/**
 * An offset is taken by compare-and-set, and the message is written after that. Who polls in between leaves the place out,
 * goes on after it, and never comes back.
 */
final class LogNode extends Node implements LogMessages {
    private final Kv<Integer> ends = new Kv<>(this, Kv.LIN, Integer.class);
    private final Kv<JsonNode> messages = new Kv<>(this, Kv.LIN, JsonNode.class);

    LogNode() {
        on(Send.class, m -> {
            int offset;
            do offset = ends.read(m.key()).orElse(0);
            while (!ends.casOrCreate(m.key(), offset, offset + 1));
            messages.write(m.key() + "/" + offset, m.msg());
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
        var entries = new ArrayList<Entry>();
        int end = ends.read(key).orElse(0);
        for (int at = offset; at < end; at++) {
            var message = messages.read(key + "/" + at);
            if (message.isPresent()) entries.add(new Entry(at, message.get()));
        }
        return entries;
    }

    void main() {
        serve();
    }
}
