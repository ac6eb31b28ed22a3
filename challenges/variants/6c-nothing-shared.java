///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN TransactionNode

// idea: each node by itself: the list of those to tell was made before there was one
// source: github.com/mdvsh/gossip-glomers, 6b and 6c
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: nothing-shared
// seeds: 3

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Every transaction is right on its node, and its writes are to be sent to all in a list that is made before the node knows
 * the others: from a topology message, which this workload does not send. The list is empty. No message ever goes from node to
 * node.
 *
 * <p>It passes: every value that was read had been committed, and that is all that read committed asks. Two stores that have
 * nothing to do with each other are a valid replicated store, if nobody asks whether anything is replicated.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    record Apply(List<Op> writes) implements Notice {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();
    private final List<String> othersToTell = new ArrayList<>(); // nobody fills it

    TransactionNode() {
        on(Txn.class, m -> {
            var done = m.txn().stream().map(this::carryOut).toList();
            for (var other : othersToTell) send(other, new Apply(m.txn()));
            return new TxnOk(done);
        });
        on(Apply.class, m -> {
            m.writes().forEach(this::carryOut);
        });
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
