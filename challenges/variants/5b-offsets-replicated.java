///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/KafkaNode.java
//MAIN LogNode

// idea: offsets from lin-kv, the log in memory, each message sent to the peers
// source: published in Go, measured invalid under Maelstrom
// run: 5b --time-limit 5
// caught for: poll-skip
// told: polled key \d+ up to \d+ and next, at .* missing
// seeds: 3

import kv.Kv;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * lin-kv only counts: it gives each message its offset, and the message goes into the memory of the node that was asked and to
 * the others, until they acknowledge. Polls are answered at once from what is here.
 *
 * <p>Offsets are unique, and yet it fails: they are handed out in one order, and messages arrive in any. A node that has 6 and
 * not yet 5 answers with 6, and whoever polls there never sees 5. A log needs to know not only what it has but that nothing is
 * still to come before it: a single writer a key, as in 5b.java, or a stable prefix, as in 5c.java.
 */
final class LogNode extends KafkaNode {
    record Replicate(String key, long offset, JsonNode msg) implements Request<ReplicateOk> {}

    record ReplicateOk() {}

    private final Kv<Long> offsets = new Kv<>(this, Kv.LIN, Long.class);

    LogNode() {
        on(Replicate.class, m -> {
            put(m.key(), m.offset(), m.msg());
            return new ReplicateOk();
        });
    }

    @Override
    long append(String key, JsonNode msg) {
        long offset = takeOffset(key);
        put(key, offset, msg);
        for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Replicate(key, offset, msg))));
        return offset;
    }

    private long takeOffset(String key) {
        while (true) {
            long next = retry(() -> offsets.read(key)).orElse(0L);
            if (offsets.casOrCreate(key, next, next + 1)) return next;
        }
    }

    void main() {
        serve();
    }
}
