///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/KafkaNode.java
//MAIN LogNode

// idea: one leader, the first to enter its name in lin-kv, brings each message to all before it acknowledges
// source: github.com/mchernyakov/gossip-glomers, 5c
// passes: 5c
// run: 5c --faults loss
// caught for: inconsistent-offsets
// told: offset \d+ of key \d+ held the messages
// seeds: 5

import java.util.TreeMap;
import kv.Kv;
import node.Loop;
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
final class LogNode extends KafkaNode {
    record Append(String key, JsonNode msg) implements Request<SendOk> {}

    private final Kv<String> kv = new Kv<>(this, Kv.LIN, String.class);
    private Loop.Await<Void> lastSend;
    private String leader;

    LogNode() {
        on(Append.class, m -> new SendOk(appendHere(m.key(), m.msg())));
    }

    @Override
    long append(String key, JsonNode msg) {
        if (!leader().equals(id())) return rpc(leader(), new Send(key, msg)).offset();
        var before = lastSend;
        Loop.Await<Void> done = promise();
        lastSend = done;
        if (before != null) before.get();
        try {
            long offset = appendHere(key, msg);
            for (var peer : peers()) {
                long theirs = rpc(peer, new Append(key, msg)).offset();
                if (theirs != offset)
                    throw new IllegalStateException(peer + " has it at " + theirs + ", and here it is at " + offset);
            }
            return offset;
        } finally {
            done.complete(null);
        }
    }

    private String leader() {
        if (leader == null) {
            kv.casOrCreate("leader", id(), id());
            leader = kv.read("leader").orElseThrow();
        }
        return leader;
    }

    private long appendHere(String key, JsonNode msg) {
        int offset = logs.getOrDefault(key, new TreeMap<>()).size();
        put(key, offset, msg);
        return offset;
    }

    void main() {
        serve();
    }
}
