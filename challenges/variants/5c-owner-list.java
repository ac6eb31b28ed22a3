///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/KafkaNode.java
//MAIN OwnerListNode

// idea: an owner by the key's hash, which keeps the key's log as one list in lin-kv
// source: github.com/teivah/gossip-glomers, 5c; github.com/elh/gossip-glomers, 5c; 6.9 messages an operation there
// passes: 5c
// survives: partition, one-way, link, spike, slow, pause, clock

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kv.Kv;
import node.Json;
import node.Loop;
import tools.jackson.databind.JsonNode;

/**
 * 5b-list-cas.java with one writer a key: the hash of the key says which node, and the others pass sends and commits on to it.
 * Nobody collides, so the owner need not read before it writes. Polls read the list in lin-kv wherever they come in.
 *
 * <p>A send of another's key costs four messages, one of its own two, a key of a poll two, and each carries the whole log.
 * Writes of one key must not overtake each other, so they queue. An owner that begins anew would need to read its lists; this
 * one does not, and forgets: a crash is not survived, though all is in the store.
 */
class OwnerListNode extends KafkaNode {
    private final Kv<JsonNode> kv = new Kv<>(this, Kv.LIN, JsonNode.class);
    private final Map<String, List<JsonNode>> lists = new HashMap<>();
    private final Map<String, Loop.Await<Void>> lastWrites = new HashMap<>();

    private String owner(String key) {
        return nodes().get(Math.floorMod(key.hashCode(), nodes().size()));
    }

    @Override
    final long append(String key, JsonNode msg) {
        if (!owner(key).equals(id())) return rpc(owner(key), new Send(key, msg)).offset();
        var before = lastWrites.get(key);
        Loop.Await<Void> done = promise();
        lastWrites.put(key, done);
        if (before != null) before.get();
        var log = lists.computeIfAbsent(key, k -> new ArrayList<>());
        log.add(msg);
        long offset = log.size() - 1;
        var stored = encode(log);
        retry(() -> {
            kv.write("log " + key, stored);
            return true;
        });
        done.complete(null);
        return offset;
    }

    @Override
    final List<Entry> entries(String key, long offset) {
        var log = retry(() -> kv.read("log " + key)).map(this::decode).orElse(List.of());
        var entries = new ArrayList<Entry>();
        for (int i = (int) offset; i < log.size(); i++) entries.add(new Entry(i, log.get(i)));
        return entries;
    }

    @Override
    final void commit(String key, long offset) {
        if (owner(key).equals(id())) super.commit(key, offset);
        else rpc(owner(key), new CommitOffsets(Map.of(key, offset)));
    }

    @Override
    final Optional<Long> committed(String key) {
        if (owner(key).equals(id())) return super.committed(key);
        var offsets = rpc(owner(key), new ListCommittedOffsets(List.of(key))).offsets();
        return Optional.ofNullable(offsets.get(key));
    }

    /** As it stands in the store. */
    JsonNode encode(List<JsonNode> log) {
        return Json.MAPPER.valueToTree(log);
    }

    List<JsonNode> decode(JsonNode stored) {
        return List.copyOf(stored.values());
    }

    void main() {
        serve();
    }
}
