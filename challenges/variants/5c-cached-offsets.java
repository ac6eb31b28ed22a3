///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/KafkaNode.java
//MAIN LogNode

// idea: an entry a message in lin-kv; offsets cached, a compare-and-set tried at once, reads in groups of five
// source: github.com/mdvsh/gossip-glomers, 5c; 12.6 messages an operation there, 14 % fewer than without
// run: 5c
// caught for: unseen
// told: message \d+ of key \d+ was acknowledged to .* and never polled
// warned of: committed-offset-backwards
// seeds: 3
// run: 5c --faults reordering
// caught for: int-poll-skip
// told: polled key \d+ and got \d+ right after \d+: one message is missing
// seeds: 3

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kv.Kv;
import tools.jackson.databind.JsonNode;

/**
 * 5b-entry-a-message.java with a cache. A node remembers a key's next offset and tries a compare-and-set from it without
 * reading first; a poll reads up to the remembered offset, in groups of five, and leaves out offsets that have no message.
 *
 * <p>That last thing is the mistake: an offset is taken before its message is written, so a poll may find 6 and not yet 5. Who
 * has been given 6 goes on from 7 and never sees 5. And a node that no longer sends to a key remembers its end for ever, so it
 * shows nothing that others add. Groups of five save nothing: each message of a group is still a read of its own. Committed
 * offsets are written plainly, so a slower client takes them back.
 */
final class LogNode extends KafkaNode {
    private final Kv<Long> offsets = new Kv<>(this, Kv.LIN, Long.class);
    private final Kv<JsonNode> messages = new Kv<>(this, Kv.LIN, JsonNode.class);
    private final Map<String, Long> nextOffsets = new HashMap<>();

    @Override
    long append(String key, JsonNode msg) {
        long offset = takeOffset(key);
        messages.write("message " + key + " " + offset, msg);
        return offset;
    }

    private long takeOffset(String key) {
        var cached = nextOffsets.get(key);
        long next = cached != null ? cached : offsets.read("next " + key).orElse(0L);
        while (!offsets.casOrCreate("next " + key, next, next + 1))
            next = offsets.read("next " + key).orElse(0L);
        nextOffsets.merge(key, next + 1, Math::max);
        return next;
    }

    @Override
    List<Entry> entries(String key, long from) {
        if (!nextOffsets.containsKey(key)) offsets.read("next " + key).ifPresent(next -> nextOffsets.put(key, next));
        long end = nextOffsets.getOrDefault(key, 0L);
        var entries = new ArrayList<Entry>();
        for (long offset = from; offset < end; offset++) {
            long place = offset;
            messages.read("message " + key + " " + place).ifPresent(message -> entries.add(new Entry(place, message)));
        }
        return entries;
    }

    @Override
    void commit(String key, long offset) {
        offsets.write("committed " + key, offset);
    }

    @Override
    Optional<Long> committed(String key) {
        return offsets.read("committed " + key);
    }

    void main() {
        serve();
    }
}
