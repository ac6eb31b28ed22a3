///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --max-txn-length 2
// caught for: G-single-item-process
// caught for: G-single-item-realtime
// caught for: G-nonadjacent-item-process
// seeds: 60
// look-alike: tests/gallery/nodes/append-primary.java

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Json;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/**
 * All that append go to one node, but who only reads is served by a copy, which is renewed every 100 ms. Each state is one that
 * was; but a client may not find what it has just been told, nor even what it has just written.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Execute(List<Op> txn) implements Request<TxnOk> {}

    record Copy(List<Op> lists) implements Notice {}

    private Map<JsonNode, ArrayNode> lists = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            boolean readsOnly = m.txn().stream().allMatch(Op::isRead);
            return readsOnly ? execute(m.txn()) : rpc(nodes().getFirst(), new Execute(m.txn()));
        });
        on(Execute.class, m -> execute(m.txn()));
        on(Copy.class, m -> {
            for (var copy : m.lists()) lists.put(copy.k(), (ArrayNode) copy.v());
        });
        every(Duration.ofMillis(100), () -> {
            if (!id().equals(nodes().getFirst())) return;
            var copies = lists.entrySet().stream()
                    .map(list -> new Op("r", list.getKey(), list.getValue()))
                    .toList();
            for (var peer : peers()) send(peer, new Copy(copies));
        });
    }

    private TxnOk execute(List<Op> txn) {
        return new TxnOk(txn.stream().map(this::carryOut).toList());
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
