///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 10 --faults service-timeout
// warned of: own-future
// seeds: 20
// look-alike: tests/gallery/nodes/rw-one-value.java
//
// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 10 --faults service-timeout
// caught for: cyclic-versions
// caught for: G1b
// caught for: G1c
// caught for: G1c-process
// caught for: G1c-realtime
// seeds: 30
// look-alike: tests/gallery/nodes/rw-one-value.java

import kv.Kv;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Where the store does not answer, the transaction starts over. What it had written by then is still there, and its own reads
 * come upon it.
 */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<JsonNode> store = new Kv<>(this, Kv.LIN, JsonNode.class);

    TransactionNode() {
        on(
                Txn.class,
                m -> retry(() -> new TxnOk(m.txn().stream().map(this::carryOut).toList())));
    }

    private Op carryOut(Op op) {
        var key = op.k().toString();
        if (op.isRead()) return op.with(store.read(key).orElse(NullNode.instance));
        store.write(key, op.v());
        return op;
    }

    void main() {
        serve();
    }
}
