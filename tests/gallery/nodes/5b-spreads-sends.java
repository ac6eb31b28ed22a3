///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200
// caught for: nonmonotonic-send
// caught for: poll-skip
// seeds: 10
// look-alike: tests/gallery/nodes/5b-one-owner.java

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Sends are spread over the nodes by chance, and each gives offsets of its own, the even ones or the odd ones. The two do not
 * grow alike, so a message may come before one that the same client has sent earlier.
 */
final class LogNode extends Node implements LogMessages {
    record Append(String key, JsonNode msg) implements Request<SendOk> {}

    record Fetch(String key, int offset) implements Request<FetchOk> {}

    record FetchOk(List<Entry> entries) {}

    private final Map<String, List<Entry>> logs = new HashMap<>();

    LogNode() {
        on(Send.class, m -> rpc(nodes().get(random().nextInt(nodes().size())), new Append(m.key(), m.msg())));
        on(Append.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(new Entry(log.size() * nodes().size() + nodes().indexOf(id()), m.msg()));
            return new SendOk(log.getLast().offset());
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> {
                var entries = new ArrayList<Entry>();
                for (var node : nodes())
                    entries.addAll(rpc(node, new Fetch(key, offset)).entries());
                entries.sort(Comparator.comparing(Entry::offset));
                msgs.put(key, entries);
            });
            return new PollOk(msgs);
        });
        on(
                Fetch.class,
                m -> new FetchOk(logs.getOrDefault(m.key(), List.of()).stream()
                        .filter(entry -> entry.offset() >= m.offset())
                        .toList()));
        on(CommitOffsets.class, m -> new CommitOffsetsOk());
        on(ListCommittedOffsets.class, m -> new ListCommittedOffsetsOk(Map.of()));
    }

    void main() {
        serve();
    }
}
