///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 6n --rate 100 --time-limit 5
// --latency 50 --latency-dist exponential
// caught for: incompatible-order
// caught for: G0
// caught for: G1c
// caught for: G2-item
// caught for: G-single-item
// caught for: G-single-item-process
// caught for: G-nonadjacent-item
// caught for: G-nonadjacent-item-process
// warned of: diverged
// seeds: 60
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/**
 * Half of the keys live on each node, which carries out what is appended to them and tells the other before it answers. But
 * what it tells has no number, and a later append may overtake an earlier one on the way.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    record Apply(List<Op> appends) implements Request<ApplyOk> {}

    record ApplyOk() {}

    private final Map<JsonNode, ArrayNode> lists = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var homes = m.txn().stream()
                    .filter(op -> !op.isRead())
                    .map(op -> home(op.k()))
                    .distinct()
                    .toList();
            if (homes.size() > 1) throw new RpcError(RpcError.ABORT, "these keys live on several nodes");
            return rpc(homes.isEmpty() ? id() : homes.getFirst(), new Execute(m.txn()));
        });
        on(Execute.class, m -> {
            var done = m.txn().stream().map(this::carryOut).toList();
            var appends = m.txn().stream().filter(op -> !op.isRead()).toList();
            if (!appends.isEmpty()) for (var peer : peers()) rpc(peer, new Apply(appends));
            return new TxnOk(done);
        });
        on(Apply.class, m -> {
            m.appends().forEach(this::carryOut);
            return new ApplyOk();
        });
    }

    private String home(JsonNode key) {
        return nodes().get(key.intValue() % nodes().size());
    }

    private Op carryOut(Op op) {
        if (op.isRead())
            return op.with(lists.containsKey(op.k()) ? lists.get(op.k()).deepCopy() : NullNode.instance);
        lists.computeIfAbsent(op.k(), key -> Json.MAPPER.createArrayNode()).add(op.v());
        return op;
    }

    void main() {
        serve();
    }
}
