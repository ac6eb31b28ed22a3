///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models serializable
// caught for: G0
// caught for: G1b
// caught for: G1c
// warned of: internal-nil
// seeds: 20
// look-alike: tests/gallery/nodes/append-primary.java
//
// run: -w txn-list-append --node-count 2 --concurrency 12 --rate 60 --time-limit 5 --max-txn-length 2 --latency 20
// --latency-dist exponential
// caught for: G1c-realtime
// caught for: G-nonadjacent-item-realtime
// seeds: 200
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.ArrayList;
import java.util.List;
import kv.Kv;
import node.Json;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Each append is atomic, by compare-and-set, and each read is of one moment; the transaction is neither. Others read and write
 * between its steps.
 */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<List<JsonNode>> store = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        var key = op.k().toString();
        while (true) {
            var found = store.read(key);
            if (op.isRead())
                return op.with(found.<JsonNode>map(Json.MAPPER::valueToTree).orElse(NullNode.instance));
            var list = found.orElse(List.of());
            var longer = new ArrayList<>(list);
            longer.add(op.v());
            if (store.casOrCreate(key, list, longer)) return op;
        }
    }

    void main() {
        serve();
    }
}
