///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN LogNode

// idea: offsets from lin-kv, the log in memory, each message sent to the peers
// source: published in Go, measured invalid under Maelstrom
// run: 5b --time-limit 5
// caught for: poll-skip
// told: polled key \d+ up to \d+ and next, at .* missing
// seeds: 3

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
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
final class LogNode extends Node {
    record Send(String key, JsonNode msg) implements Request<SendOk> {}

    record SendOk(int offset) {}

    record Poll(Map<String, Integer> offsets) implements Request<PollOk> {}

    record PollOk(Map<String, List<Entry>> msgs) {}

    /** Written as {@code [offset, msg]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Entry(int offset, JsonNode msg) {}

    record CommitOffsets(Map<String, Integer> offsets) implements Request<CommitOffsetsOk> {}

    record CommitOffsetsOk() {}

    record ListCommittedOffsets(List<String> keys) implements Request<ListCommittedOffsetsOk> {}

    record ListCommittedOffsetsOk(Map<String, Integer> offsets) {}

    record Replicate(String key, int offset, JsonNode msg) implements Request<ReplicateOk> {}

    record ReplicateOk() {}

    private final Kv<Integer> offsets = new Kv<>(this, Kv.LIN, Integer.class);
    private final Map<String, TreeMap<Integer, JsonNode>> logs = new HashMap<>();
    private final Map<String, Integer> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            int offset = takeOffset(m.key());
            logOf(m.key()).put(offset, m.msg());
            for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Replicate(m.key(), offset, m.msg()))));
            return new SendOk(offset);
        });
        on(Replicate.class, m -> {
            logOf(m.key()).put(m.offset(), m.msg());
            return new ReplicateOk();
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, from) -> {
                var entries = new ArrayList<Entry>();
                logOf(key).tailMap(from).forEach((offset, msg) -> entries.add(new Entry(offset, msg)));
                msgs.put(key, entries);
            });
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> committed.merge(key, offset, Math::max));
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Integer>();
            for (var key : m.keys()) if (committed.containsKey(key)) offsets.put(key, committed.get(key));
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    private TreeMap<Integer, JsonNode> logOf(String key) {
        return logs.computeIfAbsent(key, k -> new TreeMap<>());
    }

    private int takeOffset(String key) {
        while (true) {
            int next = retry(() -> offsets.read(key)).orElse(0);
            if (offsets.casOrCreate(key, next, next + 1)) return next;
        }
    }

    void main() {
        serve();
    }
}
