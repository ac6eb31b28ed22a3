///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN OwnerListNode

// idea: an owner by the key's hash, which keeps the key's log as one list in lin-kv
// source: github.com/teivah/gossip-glomers, 5c; github.com/elh/gossip-glomers, 5c; 6.9 messages an operation there
// passes: 5c
// survives: partition, one-way, link, spike, slow, pause, clock

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Json;
import node.Loop;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 5b-list-cas.java with one writer a key: the hash of the key says which node, and the others pass sends and commits on to it.
 * Nobody collides, so the owner need not read before it writes. Polls read the list in lin-kv wherever they come in.
 *
 * <p>A send of another's key costs four messages, one of its own two, a key of a poll two, and each carries the whole log.
 * Writes of one key must not overtake each other, so they queue. An owner that begins anew would need to read its lists; this
 * one does not, and forgets: a crash is not survived, though all is in the store.
 */
class OwnerListNode extends Node {
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

    private final Kv<JsonNode> kv = new Kv<>(this, Kv.LIN, JsonNode.class);
    private final Map<String, List<JsonNode>> logs = new HashMap<>();
    private final Map<String, Loop.Await<Void>> lastWrites = new HashMap<>();
    private final Map<String, Integer> committed = new HashMap<>();

    OwnerListNode() {
        on(Send.class, m -> {
            if (!owner(m.key()).equals(id())) return rpc(owner(m.key()), m);
            var before = lastWrites.get(m.key());
            Loop.Await<Void> done = promise();
            lastWrites.put(m.key(), done);
            if (before != null) before.get();
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(m.msg());
            store("log " + m.key(), encode(log));
            done.complete(null);
            return new SendOk(log.size() - 1);
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> {
                var log = retry(() -> kv.read("log " + key)).map(this::decode).orElse(List.of());
                var entries = new ArrayList<Entry>();
                for (int i = offset; i < log.size(); i++) entries.add(new Entry(i, log.get(i)));
                msgs.put(key, entries);
            });
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> {
                if (!owner(key).equals(id())) rpc(owner(key), new CommitOffsets(Map.of(key, offset)));
                else committed.merge(key, offset, Math::max);
            });
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Integer>();
            for (var key : m.keys()) {
                if (!owner(key).equals(id()))
                    offsets.putAll(rpc(owner(key), new ListCommittedOffsets(List.of(key)))
                            .offsets());
                else if (committed.containsKey(key)) offsets.put(key, committed.get(key));
            }
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    /** As it stands in the store. */
    JsonNode encode(List<JsonNode> log) {
        return Json.MAPPER.valueToTree(log);
    }

    List<JsonNode> decode(JsonNode stored) {
        return List.copyOf(stored.values());
    }

    private String owner(String key) {
        return nodes().get(Math.floorMod(key.hashCode(), nodes().size()));
    }

    private void store(String key, JsonNode value) {
        retry(() -> {
            kv.write(key, value);
            return true;
        });
    }

    void main() {
        serve();
    }
}
