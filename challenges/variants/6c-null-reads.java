///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/TransactionNode.java
//MAIN NullReadsNode

// idea: the write set is told to all, five times where it is not acknowledged; reads look for another type of key
// source: published in Go, measured good under Maelstrom, where every read is null
// run: 6c --time-limit 5 --nemesis-interval 1
// caught for: vacuous
// told: no transaction read a value that another wrote
// seeds: 1

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What a transaction writes goes to all nodes as one object, from key to value, and is applied there. Five tries, and no answer
 * waits for them: that would do for read committed. But an object's keys are text in JSON, so the stores hold "9", and a client
 * that asks for 9 is told that there is nothing.
 *
 * <p>It passes the official check. Null is what a key reads that nobody has written yet; a checker can say that a value was
 * wrongly read, and hardly ever that it was wrongly not read: a weak model lets any read be as old as the first state of all. So
 * a store without a memory satisfies read committed. The bench says that such a run shows nothing, and with --strict that
 * nothing was read.
 */
final class NullReadsNode extends TransactionNode {
    record Apply(Map<String, JsonNode> writes) implements Request<ApplyOk> {}

    record ApplyOk() {}

    private static final int ATTEMPTS = 5;

    private final Map<Object, JsonNode> values = new HashMap<>(); // any type of key: nothing tells which

    NullReadsNode() {
        on(Apply.class, m -> {
            values.putAll(m.writes());
            return new ApplyOk();
        });
    }

    @Override
    List<Op> execute(List<Op> txn) {
        var writes = new TreeMap<String, JsonNode>();
        for (var op : txn) if (!op.isRead()) writes.put(op.k().asString(), op.v());
        values.putAll(writes);
        if (!writes.isEmpty()) for (var peer : peers()) go(() -> tell(peer, new Apply(writes)));
        return txn.stream()
                .map(op -> op.isRead() ? op.with(values.getOrDefault(op.k(), NullNode.instance)) : op)
                .toList();
    }

    private void tell(String peer, Apply apply) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                rpc(peer, apply);
                return;
            } catch (RpcError e) {
                log("attempt " + attempt + " failed: " + e.getMessage());
            }
        }
    }

    void main() {
        serve();
    }
}
