///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN TransactionNode

// idea: each transaction's writes are sent to the others until they acknowledge, and applied as they come
// source: github.com/teivah/gossip-glomers, 6b and 6c
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: diverged
// seeds: 5

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * 6c-commit-at-end.java with acknowledgements and retries: what a cut swallows comes after it. Two messages a transaction that
 * writes, and totally available, since the client need not wait for them.
 *
 * <p>It passes, and is worse in one way: writes carry no version, so a late repetition puts an old value over a newer one. The
 * cut that made it late is over, and all that it held back arrives in any order. Its author was sorry that it passed.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    record Sync(List<Op> writes) implements Request<SyncOk> {}

    record SyncOk() {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var written = new LinkedHashMap<JsonNode, Op>();
            var done = m.txn().stream().map(op -> carryOut(op, written)).toList();
            var writes = List.copyOf(written.values());
            if (!writes.isEmpty()) for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Sync(writes))));
            return new TxnOk(done);
        });
        on(Sync.class, m -> {
            for (var write : m.writes()) store.put(write.k(), write.v());
            return new SyncOk();
        });
    }

    private Op carryOut(Op op, Map<JsonNode, Op> written) {
        if (op.f().equals("r")) return new Op("r", op.k(), store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k(), op.v());
        written.put(op.k(), op);
        return op;
    }

    void main() {
        serve();
    }
}
