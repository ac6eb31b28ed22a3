package bench.checker.txn;

import java.util.List;
import node.Request;

/** A transaction: its steps, in their order. Both what a client sends and the history's action. */
public record Txn(List<MicroOp> txn) implements Request<Txn.TxnOk> {
    /** The same steps, with what the reads saw. */
    public record TxnOk(List<MicroOp> txn) {}

    @Override
    public String toString() {
        return txn.toString();
    }
}
