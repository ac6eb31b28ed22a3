///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/TransactionNode.java
//MAIN SyncNode

// idea: each transaction's writes are sent to the others until they acknowledge, and applied as they come
// source: github.com/teivah/gossip-glomers, 6b and 6c
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: diverged
// seeds: 5

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 6c-commit-at-end.java with acknowledgements and retries: what a cut swallows comes after it. Two messages a transaction that
 * writes, and totally available, since the client need not wait for them.
 *
 * <p>It passes, and is worse in one way: writes carry no version, so a late repetition puts an old value over a newer one. The
 * cut that made it late is over, and all that it held back arrives in any order. Its author was sorry that it passed.
 */
final class SyncNode extends TransactionNode {
    record Sync(List<Op> writes) implements Request<SyncOk> {}

    record SyncOk() {}

    SyncNode() {
        on(Sync.class, m -> {
            apply(m.writes());
            return new SyncOk();
        });
    }

    @Override
    List<Op> execute(List<Op> txn) {
        var written = new LinkedHashMap<JsonNode, Op>();
        var done = txn.stream().map(op -> carryOut(op, written)).toList();
        var writes = List.copyOf(written.values());
        if (!writes.isEmpty()) for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Sync(writes))));
        return done;
    }

    private Op carryOut(Op op, Map<JsonNode, Op> written) {
        if (op.isRead()) return read(op);
        store.put(op.k(), op.v());
        written.put(op.k(), op);
        return op;
    }

    void main() {
        serve();
    }
}
