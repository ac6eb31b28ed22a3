///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode
// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models read-committed
// warned of: nothing-shared
// seeds: 5
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.HashMap;
import java.util.Map;
import node.Json;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/** Each node has lists of its own and knows nothing of the other's. */
final class TransactionNode extends Node implements TxnMessages {
    private final Map<JsonNode, ArrayNode> lists = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        if (op.isRead())
            return op.with(lists.containsKey(op.k()) ? lists.get(op.k()).deepCopy() : NullNode.instance);
        lists.computeIfAbsent(op.k(), key -> Json.MAPPER.createArrayNode()).add(op.v());
        return op;
    }

    void main() {
        serve();
    }
}
