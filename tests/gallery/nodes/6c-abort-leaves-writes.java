///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
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
 * Wrong: a transaction is aborted where the peers cannot be told of its writes, but what it wrote here stays, and later ones
 * read it. Shows as G1a; the run asks for total availability too, so that the aborts themselves show as unavailable.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    record Install(List<Op> writes) implements Request<InstallOk> {}

    record InstallOk() {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var done = m.txn().stream().map(this::carryOut).toList();
            var writes = m.txn().stream().filter(op -> op.f().equals("w")).toList();
            if (!writes.isEmpty()) for (var peer : peers()) tell(peer, writes);
            return new TxnOk(done);
        });
        on(Install.class, m -> {
            m.writes().forEach(this::carryOut);
            return new InstallOk();
        });
    }

    private void tell(String peer, List<Op> writes) {
        try {
            rpc(peer, new Install(writes));
        } catch (RpcError e) {
            throw new RpcError(RpcError.ABORT, peer + " could not be told");
        }
    }

    private Op carryOut(Op op) {
        if (op.f().equals("r")) return new Op("r", op.k(), store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
