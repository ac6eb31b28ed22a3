///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN TransactionNode

// idea: writes applied in place, and each sent to the others by itself
// source: github.com/mchernyakov/gossip-glomers and others
// run: 6b --time-limit 5
// warned of: diverged
// seeds: 3
// run: 6c --time-limit 5
// caught for: G1b
// told: which process .* overwrote itself
// seeds: 3

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Each write changes the store at once and goes to the others in a message of its own. On the node itself nobody looks in
 * between, since nothing awaits; elsewhere the writes of a transaction come one by one and in any order, and are seen so: what
 * a transaction overwrote itself (intermediate reads, G1b), half of it, or the first write in the place of the last.
 *
 * <p>Read uncommitted allows such reads, so 6b passes. What it forbids, dirty writes (G0), happen here too: two transactions
 * that write the same two keys end up mixed. No checker that sees only what clients read can tell.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    record Write(JsonNode k, JsonNode v) implements Notice {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
        on(Write.class, m -> {
            store.put(m.k(), m.v());
        });
    }

    private Op carryOut(Op op) {
        if (op.f().equals("r")) return new Op("r", op.k(), store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k(), op.v());
        for (var peer : peers()) send(peer, new Write(op.k(), op.v()));
        return op;
    }

    void main() {
        serve();
    }
}
