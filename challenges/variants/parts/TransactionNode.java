import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What the variants of stage 6 have in common: what clients say, and a store in memory, which some replace by another. */
abstract class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}: a read or a write. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {
        boolean isRead() {
            return f.equals("r");
        }

        Op with(JsonNode value) {
            return new Op(f, k, value);
        }
    }

    final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(execute(m.txn())));
    }

    /** @return the operations with what the reads among them have read */
    abstract List<Op> execute(List<Op> txn);

    final Op read(Op op) {
        return op.with(store.getOrDefault(op.k(), NullNode.instance));
    }

    final void apply(Iterable<Op> writes) {
        for (var write : writes) store.put(write.k(), write.v());
    }
}
