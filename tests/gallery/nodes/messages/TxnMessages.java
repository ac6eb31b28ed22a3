import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import node.Request;
import tools.jackson.databind.JsonNode;

/** What clients ask of a store with transactions. */
interface TxnMessages {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}: a read, a write or an append. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {
        boolean isRead() {
            return f.equals("r");
        }

        Op with(JsonNode value) {
            return new Op(f, k, value);
        }
    }
}
