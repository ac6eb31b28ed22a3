///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models read-committed
// caught for: G1a
// caught for: dirty-update
// seeds: 20
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kv.Kv;
import node.Json;
import node.Node;
import node.RpcError;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * At a conflict the transaction takes its appends back, if the list is as it left it. Somebody may have read them by then, or
 * appended after them, so that they stay.
 */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<List<JsonNode>> store = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    private record Undo(List<JsonNode> before, List<JsonNode> after) {}

    TransactionNode() {
        on(Txn.class, m -> {
            var undo = new LinkedHashMap<String, Undo>();
            var done = new ArrayList<Op>();
            for (var op : m.txn()) {
                var key = op.k().toString();
                var list = store.read(key).orElse(List.of());
                done.add(op.isRead() ? op.with(Json.MAPPER.valueToTree(list)) : op);
                if (op.isRead()) continue;
                var longer = new ArrayList<>(list);
                longer.add(op.v());
                if (!store.casOrCreate(key, list, longer)) throw rollBack(undo);
                undo.putIfAbsent(key, new Undo(list, longer));
            }
            return new TxnOk(done);
        });
    }

    private RpcError rollBack(Map<String, Undo> undo) {
        undo.forEach((key, change) -> store.cas(key, change.after, change.before));
        return new RpcError(RpcError.ABORT, "conflict");
    }

    void main() {
        serve();
    }
}
