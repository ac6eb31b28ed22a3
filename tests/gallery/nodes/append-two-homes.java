///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 12 --rate 60 --time-limit 5 --max-txn-length 2 --latency 20
// --latency-dist exponential
// caught for: G-nonadjacent-item
// caught for: G-nonadjacent-item-realtime
// caught for: G2-item-realtime
// seeds: 100
// look-alike: tests/gallery/nodes/append-primary.java

import java.time.Duration;
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
 * Half of the keys live on each node, which carries out what is appended to them; the other half it knows by copies that are some
 * ms old. Each node has its own idea of what came first: parallel snapshots, which may fork.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    record Fetch() implements Request<FetchOk> {}

    record FetchOk(List<Op> lists) {}

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
        on(Execute.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
        on(
                Fetch.class,
                m -> new FetchOk(lists.entrySet().stream()
                        .filter(list -> home(list.getKey()).equals(id()))
                        .map(list -> new Op("r", list.getKey(), list.getValue()))
                        .toList()));
        every(Duration.ofMillis(20), () -> {
            for (var peer : peers())
                for (var copy : rpc(peer, new Fetch()).lists()) lists.put(copy.k(), (ArrayNode) copy.v());
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
