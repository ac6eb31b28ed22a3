///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models serializable
// caught for: G2-item
// seeds: 20
// look-alike: tests/gallery/nodes/append-primary.java
//
// run: -w txn-list-append --node-count 2 --concurrency 12 --rate 60 --time-limit 5 --max-txn-length 2 --latency 20
// --latency-dist exponential
// caught for: G2-item-process
// caught for: G2-item-realtime
// seeds: 100
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/**
 * Transactions work on a snapshot, and commit where nobody has changed the lists that they append to. Two that each read what the
 * other appends to both commit: write skew, which snapshot isolation allows.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Snapshot() implements Request<SnapshotOk> {}

    record SnapshotOk(long version, Map<String, List<JsonNode>> lists) {}

    record Commit(long snapshot, List<Op> appends) implements Request<CommitOk> {}

    record CommitOk(boolean isDone) {}

    private final Map<String, List<JsonNode>> lists = new HashMap<>();
    private final Map<JsonNode, Long> changed = new HashMap<>();
    private long version;

    TransactionNode() {
        on(Txn.class, m -> execute(m.txn()));
        on(Snapshot.class, m -> new SnapshotOk(version, lists));
        on(Commit.class, m -> {
            for (var op : m.appends()) if (changed.getOrDefault(op.k(), 0L) > m.snapshot()) return new CommitOk(false);
            version++;
            for (var op : m.appends()) {
                changed.put(op.k(), version);
                append(lists, op);
            }
            return new CommitOk(true);
        });
    }

    private TxnOk execute(List<Op> txn) {
        var snapshot = rpc(nodes().getFirst(), new Snapshot());
        var done = new ArrayList<Op>();
        for (var op : txn) {
            if (!op.isRead()) append(snapshot.lists(), op);
            var list = snapshot.lists().getOrDefault(op.k().toString(), List.of());
            done.add(op.isRead() ? op.with(Json.MAPPER.valueToTree(list)) : op);
        }
        var appends = txn.stream().filter(op -> !op.isRead()).toList();
        if (!rpc(nodes().getFirst(), new Commit(snapshot.version(), appends)).isDone())
            throw new RpcError(RpcError.TXN_CONFLICT, "a list has changed");
        return new TxnOk(done);
    }

    private static void append(Map<String, List<JsonNode>> lists, Op op) {
        lists.computeIfAbsent(op.k().toString(), key -> new ArrayList<>()).add(op.v());
    }

    void main() {
        serve();
    }
}
