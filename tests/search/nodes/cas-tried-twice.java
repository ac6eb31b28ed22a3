///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES ../../gallery/nodes/messages/TxnMessages.java
//MAIN TransactionNode

import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import node.RpcError;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Wrong: a transaction is a compare-and-set of the whole state, tried once more where no answer comes in time. If the first try
 * has done it and only its answer was late, the second one finds another state, and what was done is reported as aborted.
 */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<Map<String, JsonNode>> states = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

    TransactionNode() {
        on(Txn.class, m -> {
            var before = states.read("state").orElse(Map.of());
            var after = new TreeMap<>(before);
            var done = m.txn().stream().map(op -> carryOut(op, after)).toList();
            if (!after.equals(before) && !retry(() -> states.casOrCreate("state", before, after)))
                throw new RpcError(RpcError.TXN_CONFLICT, "another transaction was quicker");
            return new TxnOk(done);
        });
    }

    private static Op carryOut(Op op, Map<String, JsonNode> state) {
        if (op.isRead()) return op.with(state.getOrDefault(op.k().toString(), NullNode.instance));
        state.put(op.k().toString(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
