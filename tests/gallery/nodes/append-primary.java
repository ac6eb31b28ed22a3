///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Json;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/** Right: all transactions go to one node, which carries out one at a time. */
final class TransactionNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    private final Map<JsonNode, ArrayNode> lists = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> rpc(nodes().getFirst(), new Execute(m.txn())));
        on(Execute.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
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
