///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models read-committed
// caught for: phantom
// seeds: 5
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Json;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Lists begin with a 0, so that they are never empty and count from one. The bookkeeping shows. */
final class TransactionNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    private final Map<JsonNode, ArrayNode> lists = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> rpc(nodes().getFirst(), new Execute(m.txn())));
        on(Execute.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        var list = lists.computeIfAbsent(
                op.k(), key -> Json.MAPPER.createArrayNode().add(0));
        if (op.isRead()) return op.with(list.deepCopy());
        list.add(op.v());
        return op;
    }

    void main() {
        serve();
    }
}
