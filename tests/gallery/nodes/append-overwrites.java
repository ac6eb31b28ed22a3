///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models read-committed
// caught for: incompatible-order
// seeds: 20
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.ArrayList;
import java.util.List;
import kv.Kv;
import node.Json;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** A list is read, made longer and written back. Of two that do so at once one is lost, after some have read it. */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<List<JsonNode>> store = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        var key = op.k().toString();
        var list = new ArrayList<>(store.read(key).orElse(List.of()));
        if (op.isRead()) return op.with(Json.MAPPER.valueToTree(list));
        list.add(op.v());
        store.write(key, list);
        return op;
    }

    void main() {
        serve();
    }
}
