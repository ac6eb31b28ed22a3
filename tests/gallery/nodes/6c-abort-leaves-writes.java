///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6c --time-limit 6 --rate 200 --nemesis-interval 2
// caught for: G1a
// told: read \[r \d+ \d+\], written by process .*, which failed
// caught for: unavailable
// warned of: dirty-update
// seeds: 10
// look-alike: challenges/6c.java

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * A transaction is aborted where the peers cannot be told of its writes, but what it wrote here stays, and later ones read
 * it and overwrite it.
 * The run asks for total availability too, which aborts are not.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Install(List<Op> writes) implements Request<InstallOk> {}

    record InstallOk() {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var done = m.txn().stream().map(this::carryOut).toList();
            var writes = m.txn().stream().filter(op -> !op.isRead()).toList();
            if (!writes.isEmpty()) for (var peer : peers()) tell(peer, writes);
            return new TxnOk(done);
        });
        on(Install.class, m -> {
            m.writes().forEach(this::carryOut);
            return new InstallOk();
        });
    }

    private void tell(String peer, List<Op> writes) {
        try {
            rpc(peer, new Install(writes));
        } catch (RpcError e) {
            throw new RpcError(RpcError.ABORT, peer + " could not be told");
        }
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return op.with(store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k(), op.v());
        log("installed [" + op.k() + ", " + op.v() + "]");
        return op;
    }

    void main() {
        serve();
    }
}
