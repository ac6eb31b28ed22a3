///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN TransactionNode

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * 6a: Transactions on one node. A handler that never awaits runs alone, so each transaction has the store to itself: they are
 * serializable with no further effort. Writes wait until the whole transaction has been read, so that a bad one leaves no trace.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    // tag::txn[]
    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var writes = new HashMap<JsonNode, JsonNode>();
            var done = m.txn().stream().map(op -> carryOut(op, writes)).toList();
            store.putAll(writes);
            return new TxnOk(done);
        });
    }
    // end::txn[]

    // tag::carry-out[]
    private Op carryOut(Op op, Map<JsonNode, JsonNode> writes) {
        switch (op.f()) {
            case "r" -> {
                var stored = store.getOrDefault(op.k(), NullNode.instance);
                return new Op("r", op.k(), writes.getOrDefault(op.k(), stored));
            }
            case "w" -> {
                writes.put(op.k(), op.v());
                return op;
            }
            default -> throw new RpcError(RpcError.MALFORMED_REQUEST, "no operation \"" + op.f() + "\"");
        }
    }
    // end::carry-out[]

    void main() {
        serve();
    }
}
