///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5
// caught for: lost-update
// caught for: G-single-item
// caught for: G2-item
// caught for: internal
// warned of: internal-nil
// seeds: 60
// look-alike: tests/gallery/nodes/rw-primary.java
//
// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --latency 20 --max-txn-length 2
// --latency-dist exponential
// warned of: G-nonadjacent-item-realtime
// warned of: G2-item-realtime
// seeds: 40
// look-alike: tests/gallery/nodes/rw-primary.java

import java.util.HashMap;
import java.util.Map;
import kv.Kv;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Writes wait in a buffer until all is read, and then go to the store; nobody asks whether what was read is still there. */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<JsonNode> store = new Kv<>(this, Kv.LIN, JsonNode.class);

    TransactionNode() {
        on(Txn.class, m -> {
            var buffer = new HashMap<String, JsonNode>();
            var done = m.txn().stream().map(op -> carryOut(op, buffer)).toList();
            buffer.forEach(store::write);
            return new TxnOk(done);
        });
    }

    private Op carryOut(Op op, Map<String, JsonNode> buffer) {
        var key = op.k().toString();
        if (!op.isRead()) buffer.put(key, op.v());
        else if (!buffer.containsKey(key)) return op.with(store.read(key).orElse(NullNode.instance));
        return op.with(buffer.get(key));
    }

    void main() {
        serve();
    }
}
