///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN LogNode

// idea: one leader, the first to enter its name in lin-kv, brings each message to all before it acknowledges
// source: github.com/mchernyakov/gossip-glomers, 5c
// passes: 5c
// run: 5c --faults loss
// caught for: inconsistent-offsets
// told: offset \d+ of key \d+ held the messages
// seeds: 5

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Loop;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * The first node to enter its name under "leader" in lin-kv serves all sends; the others pass them on. One send after the
 * other, the leader appends the message, has each follower append it, and acknowledges. So every node has the same log and
 * answers polls from memory.
 *
 * <p>It costs two messages a follower a send, two more where it was passed on, and the leader's throughput is one send a round
 * trip. It fails with the first message that is lost: a follower appends at the end of what it has, and one that has missed a
 * message has all others at wrong offsets from then on. The author compares the offsets, reports the difference, and goes on.
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

    record Append(String key, JsonNode msg) implements Request<SendOk> {}

    private final Kv<String> kv = new Kv<>(this, Kv.LIN, String.class);
    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private Loop.Await<Void> lastSend;
    private String leader;

    LogNode() {
        on(Send.class, m -> leader().equals(id()) ? lead(m) : rpc(leader(), m));
        on(Append.class, m -> append(m.key(), m.msg()));
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> {
                var log = logs.getOrDefault(key, List.of());
                msgs.put(key, log.subList(Math.min(offset, log.size()), log.size()));
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

    private String leader() {
        if (leader == null) {
            kv.casOrCreate("leader", id(), id());
            leader = kv.read("leader").orElseThrow();
        }
        return leader;
    }

    private SendOk lead(Send send) {
        var before = lastSend;
        Loop.Await<Void> done = promise();
        lastSend = done;
        if (before != null) before.get();
        try {
            var appended = append(send.key(), send.msg());
            for (var peer : peers()) {
                var theirs = rpc(peer, new Append(send.key(), send.msg()));
                if (!theirs.equals(appended))
                    throw new IllegalStateException(peer + " has " + theirs + ", and here it is " + appended);
            }
            return appended;
        } finally {
            done.complete(null);
        }
    }

    private SendOk append(String key, JsonNode msg) {
        var log = logs.computeIfAbsent(key, k -> new ArrayList<>());
        log.add(new Entry(log.size(), msg));
        return new SendOk(log.size() - 1);
    }

    void main() {
        serve();
    }
}
