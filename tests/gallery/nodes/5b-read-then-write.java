///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200
// caught for: inconsistent-offsets
// seeds: 5
// look-alike: tests/gallery/nodes/5b-one-owner.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import tools.jackson.databind.JsonNode;

/**
 * The next offset is read from the store, and written back when it is one more. Two that read it at once send to the same
 * place, and the later message stands there.
 */
final class LogNode extends Node implements LogMessages {
    private final Kv<Integer> ends = new Kv<>(this, Kv.LIN, Integer.class);
    private final Kv<JsonNode> messages = new Kv<>(this, Kv.LIN, JsonNode.class);

    LogNode() {
        on(Send.class, m -> {
            int offset = ends.read(m.key()).orElse(0);
            ends.write(m.key(), offset + 1);
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
        while (true) {
            var message = messages.read(key + "/" + offset);
            if (message.isEmpty()) return entries;
            entries.add(new Entry(offset++, message.get()));
        }
    }

    void main() {
        serve();
    }
}
