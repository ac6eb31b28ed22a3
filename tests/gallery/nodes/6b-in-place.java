///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//MAIN TransactionNode

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import kv.Kv;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Wrong: each step goes to the store at once, so others see and overwrite the writes of a transaction that is not yet done.
 * Reading such a write is a dirty read, which read-uncommitted allows and read-committed does not: it shows as G1b. Overwriting
 * it is a dirty write, which neither allows: it shows as G0.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    private final Kv<JsonNode> store = new Kv<>(this, Kv.LIN, JsonNode.class);

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        var key = op.k().toString();
        if (op.f().equals("r")) return new Op("r", op.k(), store.read(key).orElse(NullNode.instance));
        store.write(key, op.v());
        return op;
    }

    void main() {
        serve();
    }
}
