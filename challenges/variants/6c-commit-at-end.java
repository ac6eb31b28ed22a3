///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN TransactionNode

// idea: writes wait until all is read, are applied together and sent to the others once; nothing ever aborts
// source: github.com/mdvsh/gossip-glomers, 6c, as it was meant
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: diverged
// seeds: 5

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * A transaction collects its writes, applies them when it is done, and sends them to the others in one message. Nobody sees an
 * intermediate or an aborted write, since there is none: read committed, and two messages a transaction less than an answer
 * that waits for its peers.
 *
 * <p>The official run asks for no more and passes. But writes carry no version: two nodes that write a key at the same time
 * each end with the other's value, and what a cut swallows is never sent again. The copies differ for ever.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    record Apply(List<Op> writes) implements Notice {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var written = new LinkedHashMap<JsonNode, Op>();
            var done = m.txn().stream().map(op -> carryOut(op, written)).toList();
            var writes = List.copyOf(written.values());
            apply(writes);
            if (!writes.isEmpty()) for (var peer : peers()) send(peer, new Apply(writes));
            return new TxnOk(done);
        });
        on(Apply.class, m -> {
            apply(m.writes());
        });
    }

    private Op carryOut(Op op, Map<JsonNode, Op> written) {
        if (op.f().equals("w")) written.put(op.k(), op);
        if (op.f().equals("w")) return op;
        var own = written.get(op.k());
        return new Op("r", op.k(), own != null ? own.v() : store.getOrDefault(op.k(), NullNode.instance));
    }

    private void apply(List<Op> writes) {
        for (var write : writes) store.put(write.k(), write.v());
    }

    void main() {
        serve();
    }
}
