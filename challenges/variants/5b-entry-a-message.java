///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN LogNode

// idea: an entry a message in lin-kv, and a compare-and-set for each offset
// source: github.com/teivah/gossip-glomers, 5b
// passes: 5b
// survives: partition, one-way, link, spike, slow, pause, clock
// run: 5b --faults crash --time-limit 8 --nemesis-interval 1
// caught for: unseen
// told: message \d+ of key \d+ was acknowledged to .* and never polled
// seeds: 5

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Loop;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Nodes keep nothing. The next offset of a key is a number in lin-kv, taken by compare-and-set; then the message is written
 * under its offset. A poll reads one offset of a key after another until there is nothing, and all keys at the same time.
 *
 * <p>It costs six messages a send and more where two collide, and two for each message of a poll and one try more: 12 an
 * operation. It is right, and fragile: who takes an offset and does not come to write leaves a gap at which every poll ends,
 * for ever.
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

    private final Kv<Integer> offsets = new Kv<>(this, Kv.LIN, Integer.class);
    private final Kv<JsonNode> messages = new Kv<>(this, Kv.LIN, JsonNode.class);

    LogNode() {
        on(Send.class, m -> {
            int offset = takeOffset(m.key());
            retry(() -> {
                messages.write("message " + m.key() + " " + offset, m.msg());
                return true;
            });
            return new SendOk(offset);
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            var reads = new TreeMap<String, Loop.Await<List<Entry>>>();
            m.offsets().forEach((key, offset) -> {
                Loop.Await<List<Entry>> read = promise();
                reads.put(key, read);
                go(() -> read.complete(readFrom(key, offset)));
            });
            reads.forEach((key, read) -> msgs.put(key, read.get()));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach(this::commit);
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var committed = new TreeMap<String, Integer>();
            for (var key : m.keys())
                retry(() -> offsets.read("committed " + key)).ifPresent(offset -> committed.put(key, offset));
            return new ListCommittedOffsetsOk(committed);
        });
    }

    private int takeOffset(String key) {
        while (true) {
            int next = retry(() -> offsets.read("next " + key)).orElse(0);
            if (offsets.casOrCreate("next " + key, next, next + 1)) return next;
        }
    }

    private List<Entry> readFrom(String key, int offset) {
        var entries = new ArrayList<Entry>();
        while (true) {
            int next = offset + entries.size();
            var message = retry(() -> messages.read("message " + key + " " + next));
            if (message.isEmpty()) return entries;
            entries.add(new Entry(next, message.get()));
        }
    }

    /** Only forward, whoever commits. */
    private void commit(String key, int offset) {
        while (true) {
            int committed = retry(() -> offsets.read("committed " + key)).orElse(-1);
            if (offset <= committed || offsets.casOrCreate("committed " + key, committed, offset)) return;
        }
    }

    void main() {
        serve();
    }
}
