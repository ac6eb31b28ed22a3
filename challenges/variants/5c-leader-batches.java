///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/KafkaNode.java
//MAIN LeaderNode

// idea: a leader a key, which keeps its logs in memory and brings batches of all that is new to lin-kv
// source: folklore: group commit in a log that is only written, DeWitt et al., 1984
// passes: 5c --rate 200
// survives: partition, one-way, link, spike, slow, pause, clock

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kv.Kv;
import node.Loop;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The hash of a key says who leads it; the others pass on what is not theirs. A leader takes messages and committed offsets of
 * all its keys together: what comes while one batch is being written goes in the next, under a name of its own, and is shown
 * and acknowledged when lin-kv has it.
 *
 * <p>Two messages a batch, not a send, and what is passed on costs two: the store costs less the more there is to do, and no
 * batch is longer than what came meanwhile, where 5c-owner-list.java writes whole logs. While the store cannot be reached
 * nothing is acknowledged. All is in the store for one that begins anew to read; this one does not, and forgets.
 */
final class LeaderNode extends KafkaNode {
    record Event(boolean isCommit, String key, long offset, JsonNode msg) {}

    private final Kv<List<Event>> batches = new Kv<>(this, Kv.LIN, new TypeReference<List<Event>>() {});
    private final Map<String, Long> lengths = new HashMap<>(); // of logs, with what is being written
    private List<Event> batch = new ArrayList<>();
    private List<Loop.Await<Void>> waiting = new ArrayList<>(); // for the batch
    private boolean writing;
    private long count;

    private String leader(String key) {
        return nodes().get(Math.floorMod(key.hashCode(), nodes().size()));
    }

    private boolean leads(String key) {
        return leader(key).equals(id());
    }

    @Override
    long append(String key, JsonNode msg) {
        if (!leads(key)) return rpc(leader(key), new Send(key, msg)).offset();
        long offset = lengths.merge(key, 1L, Long::sum) - 1;
        store(new Event(false, key, offset, msg));
        return offset;
    }

    @Override
    void commit(String key, long offset) {
        if (leads(key)) store(new Event(true, key, offset, NullNode.instance));
        else rpc(leader(key), new CommitOffsets(Map.of(key, offset)));
    }

    @Override
    Optional<Long> committed(String key) {
        if (leads(key)) return super.committed(key);
        var offsets = rpc(leader(key), new ListCommittedOffsets(List.of(key))).offsets();
        return Optional.ofNullable(offsets.get(key));
    }

    @Override
    Map<String, List<Entry>> poll(Map<String, Long> offsets) {
        var own = new TreeMap<>(offsets);
        own.keySet().removeIf(key -> !leads(key));
        var msgs = super.poll(own);
        for (var peer : peers()) {
            var theirs = new TreeMap<>(offsets);
            theirs.keySet().removeIf(key -> !leader(key).equals(peer));
            if (!theirs.isEmpty()) msgs.putAll(rpc(peer, new Poll(theirs)).msgs());
        }
        return msgs;
    }

    /** Returns when lin-kv has it. */
    private void store(Event event) {
        Loop.Await<Void> stored = promise();
        batch.add(event);
        waiting.add(stored);
        if (!writing) go(this::storeAll);
        writing = true;
        stored.get();
    }

    private void storeAll() {
        while (!batch.isEmpty()) {
            var events = batch;
            var waitingForIt = waiting;
            batch = new ArrayList<>();
            waiting = new ArrayList<>();
            var name = "batch " + count++ + " of " + id();
            retry(() -> {
                batches.write(name, events);
                return true;
            });
            events.forEach(this::show);
            waitingForIt.forEach(stored -> stored.complete(null));
        }
        writing = false;
    }

    private void show(Event event) {
        if (event.isCommit()) super.commit(event.key(), event.offset());
        else put(event.key(), event.offset(), event.msg());
    }

    void main() {
        serve();
    }
}
