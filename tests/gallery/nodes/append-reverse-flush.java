///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --max-txn-length 2
// caught for: G0-process
// caught for: G0-realtime
// caught for: G1c-process
// caught for: G2-item-process
// seeds: 100
// look-alike: tests/gallery/nodes/append-primary.java

import java.time.Duration;
import java.util.ArrayDeque;
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
 * Appends are acknowledged and put on a stack, from which the primary takes them every 300 ms: the last one first. Nobody sees a
 * half of a transaction, but what a client did first comes last.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    private final Map<JsonNode, ArrayNode> lists = new HashMap<>();
    private final ArrayDeque<List<Op>> stack = new ArrayDeque<>();

    TransactionNode() {
        on(Txn.class, m -> rpc(nodes().getFirst(), new Execute(m.txn())));
        on(Execute.class, m -> {
            if (m.txn().stream().anyMatch(Op::isRead)) return execute(m.txn());
            stack.push(m.txn());
            return new TxnOk(m.txn());
        });
        every(Duration.ofMillis(300), () -> {
            while (!stack.isEmpty()) execute(stack.pop());
        });
    }

    private TxnOk execute(List<Op> txn) {
        return new TxnOk(txn.stream().map(this::carryOut).toList());
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
