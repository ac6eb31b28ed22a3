import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import node.Node;
import node.Request;

/**
 * The primary executes transactions that read at once. Those that only write are acknowledged and put on a stack, from which it
 * takes them every 300 ms: the last one first.
 */
abstract class ReverseFlushNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    private final ArrayDeque<List<Op>> stack = new ArrayDeque<>();

    ReverseFlushNode() {
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

    abstract Op carryOut(Op op);
}
