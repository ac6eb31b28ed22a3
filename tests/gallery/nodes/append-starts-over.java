///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --faults service-timeout
// caught for: duplicate-elements
// caught for: G1b
// caught for: lost-update
// caught for: future-read
// seeds: 60
// look-alike: tests/gallery/nodes/append-one-value.java

import java.util.ArrayList;
import java.util.List;
import kv.Kv;
import node.Json;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Where the store does not answer, the transaction starts over, and appends once more what it has appended. Before that it reads
 * what it is going to append.
 */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<List<JsonNode>> store = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    TransactionNode() {
        on(
                Txn.class,
                m -> retry(() -> new TxnOk(m.txn().stream().map(this::carryOut).toList())));
    }

    private Op carryOut(Op op) {
        var key = op.k().toString();
        while (true) {
            var list = store.read(key).orElse(List.of());
            if (op.isRead()) return op.with(Json.MAPPER.valueToTree(list));
            var longer = new ArrayList<>(list);
            longer.add(op.v());
            if (store.casOrCreate(key, list, longer)) return op;
        }
    }

    void main() {
        serve();
    }
}
