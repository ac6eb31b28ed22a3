///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kv.Kv;
import node.Json;
import node.Node;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Right: the whole store is one value, which a transaction exchanges for another. Where the exchange is not answered the
 * client is told so, and nobody tries again.
 */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<Map<String, List<JsonNode>>> store = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    TransactionNode() {
        on(Txn.class, m -> {
            while (true) {
                var before = store.read("all").orElse(Map.of());
                var after = new HashMap<>(before);
                var done = m.txn().stream().map(op -> carryOut(op, after)).toList();
                if (after.equals(before) || store.casOrCreate("all", before, after)) return new TxnOk(done);
            }
        });
    }

    private static Op carryOut(Op op, Map<String, List<JsonNode>> store) {
        var list = store.getOrDefault(op.k().toString(), List.of());
        if (op.isRead()) return op.with(Json.MAPPER.valueToTree(list));
        var longer = new ArrayList<>(list);
        longer.add(op.v());
        store.put(op.k().toString(), longer);
        return op;
    }

    void main() {
        serve();
    }
}
