///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --latency 20
// --consistency-models read-committed
// caught for: G1a
// told: read \[r \d+ \d+\], written by process .*, which failed
// warned of: dirty-update
// seeds: 10
// look-alike: tests/gallery/nodes/rw-primary.java
//
// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --latency 20 --max-txn-length 2
// --latency-dist exponential
// warned of: G-nonadjacent-item-realtime
// seeds: 60
// look-alike: tests/gallery/nodes/rw-primary.java

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * At the first conflict the transaction is aborted. What it had written until then stays, and others read it and overwrite it.
 * The primary says in its log what it installs.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Find(JsonNode k) implements Request<Found> {}

    record Found(JsonNode v) {}

    record Exchange(JsonNode k, JsonNode from, JsonNode to) implements Request<Exchanged> {}

    record Exchanged(boolean isDone) {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
        on(Find.class, m -> new Found(find(m.k())));
        on(Exchange.class, m -> {
            boolean holds = Objects.equals(find(m.k()), m.from());
            if (holds) {
                store.put(m.k(), m.to());
                log("installed [" + m.k() + ", " + m.to() + "]");
            }
            return new Exchanged(holds);
        });
    }

    private JsonNode find(JsonNode key) {
        return store.getOrDefault(key, NullNode.instance);
    }

    private Op carryOut(Op op) {
        var primary = nodes().getFirst();
        var value = rpc(primary, new Find(op.k())).v();
        if (op.isRead()) return op.with(value);
        boolean isDone = rpc(primary, new Exchange(op.k(), value, op.v())).isDone();
        if (!isDone) throw new RpcError(RpcError.ABORT, "key " + op.k() + " has changed");
        return op;
    }

    void main() {
        serve();
    }
}
