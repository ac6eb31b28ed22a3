///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/StoredOffsetsNode.java
//SOURCES parts/KafkaNode.java
//MAIN ListNode

// idea: a list a key in lin-kv, appended to by compare-and-set
// source: github.com/denpeshkov/gossip-glomers, 5b
// passes: 5b
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import java.util.ArrayList;
import java.util.List;
import kv.Kv;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * A key's whole log is one value in lin-kv. A send reads it and replaces it by a longer one, by compare-and-set until that
 * succeeds; a poll reads it. There are no gaps: a message is there with its offset, or not at all.
 *
 * <p>Four messages a send and more where two collide, two a key of a poll. Each carries the whole log, twice for a
 * compare-and-set: a log of n messages has moved n^2 of them. The official run ends each key after sixteen, and does not show
 * it.
 */
final class ListNode extends StoredOffsetsNode {
    private final Kv<List<JsonNode>> lists = new Kv<>(this, Kv.LIN, new TypeReference<List<JsonNode>>() {});

    @Override
    long append(String key, JsonNode msg) {
        while (true) {
            var log = logOf(key);
            var longer = new ArrayList<>(log);
            longer.add(msg);
            if (lists.casOrCreate("log " + key, log, longer)) return log.size();
        }
    }

    private List<JsonNode> logOf(String key) {
        return retry(() -> lists.read("log " + key)).orElse(List.of());
    }

    @Override
    List<Entry> entries(String key, long offset) {
        var log = logOf(key);
        var entries = new ArrayList<Entry>();
        for (int i = (int) offset; i < log.size(); i++) entries.add(new Entry(i, log.get(i)));
        return entries;
    }

    void main() {
        serve();
    }
}
