///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN LogNode

// idea: a list a key in lin-kv, appended to by compare-and-set
// source: github.com/denpeshkov/gossip-glomers, 5b
// passes: 5b
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import node.Request;
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

    private final Kv<List<JsonNode>> logs = new Kv<>(this, Kv.LIN, new TypeReference<List<JsonNode>>() {});
    private final Kv<Integer> offsets = new Kv<>(this, Kv.LIN, Integer.class);

    LogNode() {
        on(Send.class, m -> {
            while (true) {
                var log = logOf(m.key());
                var longer = new ArrayList<>(log);
                longer.add(m.msg());
                if (logs.casOrCreate("log " + m.key(), log, longer)) return new SendOk(log.size());
            }
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> {
                var log = logOf(key);
                var entries = new ArrayList<Entry>();
                for (int i = offset; i < log.size(); i++) entries.add(new Entry(i, log.get(i)));
                msgs.put(key, entries);
            });
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

    private List<JsonNode> logOf(String key) {
        return retry(() -> logs.read("log " + key)).orElse(List.of());
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
