///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/StoredOffsetsNode.java
//SOURCES parts/KafkaNode.java
//MAIN EntryNode

// idea: an entry a message in lin-kv, and a compare-and-set for each offset
// source: github.com/teivah/gossip-glomers, 5b
// passes: 5b
// survives: partition, one-way, link, spike, slow, pause, clock
// run: 5b --faults crash --time-limit 8 --nemesis-interval 1
// caught for: unseen
// told: message \d+ of key \d+ was acknowledged to .* and never polled
// seeds: 5

import java.util.ArrayList;
import java.util.List;
import kv.Kv;
import tools.jackson.databind.JsonNode;

/**
 * Nodes keep nothing. The next offset of a key is a number in lin-kv, taken by compare-and-set; then the message is written
 * under its offset. A poll reads one offset of a key after another until there is nothing.
 *
 * <p>It costs six messages a send and more where two collide, and two for each message of a poll and one try more: 12 an
 * operation. It is right, and fragile: who takes an offset and does not come to write leaves a gap at which every poll ends,
 * for ever.
 */
final class EntryNode extends StoredOffsetsNode {
    private final Kv<JsonNode> messages = new Kv<>(this, Kv.LIN, JsonNode.class);

    @Override
    long append(String key, JsonNode msg) {
        long offset = takeOffset(key);
        retry(() -> {
            messages.write("message " + key + " " + offset, msg);
            return true;
        });
        return offset;
    }

    private long takeOffset(String key) {
        while (true) {
            long next = retry(() -> offsets.read("next " + key)).orElse(0L);
            if (offsets.casOrCreate("next " + key, next, next + 1)) return next;
        }
    }

    @Override
    List<Entry> entries(String key, long offset) {
        var entries = new ArrayList<Entry>();
        while (true) {
            long next = offset + entries.size();
            var message = retry(() -> messages.read("message " + key + " " + next));
            if (message.isEmpty()) return entries;
            entries.add(new Entry(next, message.get()));
        }
    }

    void main() {
        serve();
    }
}
