///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models read-committed
// warned of: nothing-shared
// seeds: 5
// look-alike: tests/gallery/nodes/append-one-value.java

import java.util.ArrayList;
import java.util.List;
import kv.Kv;
import node.Json;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Lists are kept in a store that all share, but under a name that begins with the node's: each finds its own only. */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<List<JsonNode>> store = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        var key = id() + "/" + op.k();
        while (true) {
            var list = store.read(key);
            if (op.isRead())
                return op.with(list.<JsonNode>map(Json.MAPPER::valueToTree).orElse(NullNode.instance));
            var longer = new ArrayList<>(list.orElse(List.of()));
            longer.add(op.v());
            if (store.casOrCreate(key, list.orElse(List.of()), longer)) return op;
        }
    }

    void main() {
        serve();
    }
}
