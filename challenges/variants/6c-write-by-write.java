///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/TransactionNode.java
//MAIN WriteByWriteNode

// idea: the last writer wins for each write by itself, which is told to the others until they acknowledge it
// source: folklore: a replicated map of last-writer-wins registers
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: G0
// seeds: 5

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Each write has a Lamport time and a node, of two the later one counts everywhere, and each is told until it is acknowledged:
 * all nodes come to the same, whatever the network does. But each write has its own time and its own message. Two transactions
 * that write the same two keys may end with one key of each, and who reads elsewhere sees a half of one on the way.
 *
 * <p>It passes 6c: clients see values, not which write was installed over which, and every value that they see was committed.
 * The mixture is a dirty write (G0), which even read uncommitted forbids; it is found because nodes tell in their logs what they
 * install. 6b.java gives a transaction one time and one message, which costs less, and has atomic visibility.
 */
final class WriteByWriteNode extends TransactionNode {
    record Write(JsonNode k, JsonNode v, long time, String node) implements Request<WriteOk> {
        boolean isLaterThan(Write other) {
            return other == null || time > other.time || time == other.time && node.compareTo(other.node) > 0;
        }
    }

    record WriteOk() {}

    private final Map<JsonNode, Write> newest = new HashMap<>();
    private long clock;

    WriteByWriteNode() {
        on(Write.class, m -> {
            install(m);
            return new WriteOk();
        });
    }

    @Override
    List<Op> execute(List<Op> txn) {
        var written = new LinkedHashMap<JsonNode, Op>();
        var done = txn.stream().map(op -> carryOut(op, written)).toList();
        written.forEach((k, op) -> {
            var write = new Write(k, op.v(), ++clock, id());
            install(write);
            for (var peer : peers()) go(() -> retry(() -> rpc(peer, write)));
        });
        return done;
    }

    private Op carryOut(Op op, Map<JsonNode, Op> written) {
        if (op.isRead())
            return written.containsKey(op.k()) ? op.with(written.get(op.k()).v()) : read(op);
        written.put(op.k(), op);
        return op;
    }

    private void install(Write write) {
        clock = Math.max(clock, write.time());
        if (!write.isLaterThan(newest.get(write.k()))) return;
        newest.put(write.k(), write);
        store.put(write.k(), write.v());
        log("installed [" + write.k() + ", " + write.v() + "]");
    }

    void main() {
        serve();
    }
}
