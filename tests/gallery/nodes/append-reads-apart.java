///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --consistency-models serializable
// caught for: G-single-item
// caught for: lost-update
// caught for: internal
// warned of: internal-nil
// seeds: 20
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Json;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/**
 * Appends are done at the end and all at once, but each read at its own time: one may see the state before a transaction, and
 * the next the state after it.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    private final Map<JsonNode, ArrayNode> lists = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var done = new ArrayList<>(m.txn());
            done.replaceAll(op -> op.isRead() ? execute(List.of(op)).getFirst() : op);
            execute(m.txn().stream().filter(op -> !op.isRead()).toList());
            return new TxnOk(done);
        });
        on(Execute.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private List<Op> execute(List<Op> txn) {
        return txn.isEmpty()
                ? List.of()
                : rpc(nodes().getFirst(), new Execute(txn)).txn();
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
