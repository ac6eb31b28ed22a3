///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6c --time-limit 10 --rate 100
// warned of: nothing-shared
// seeds: 5
// look-alike: challenges/6c.java
//
// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5
// caught for: G-nonadjacent-item
// caught for: G-nonadjacent-item-process
// caught for: G2-item-process
// seeds: 20
// look-alike: tests/gallery/nodes/rw-primary.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Writes are sent to the peers, who note and acknowledge them, and that is all: nobody takes them from the notes. */
final class TransactionNode extends Node implements TxnMessages {
    record Replicate(List<Op> writes) implements Request<ReplicateOk> {}

    record ReplicateOk() {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();
    private final List<Op> log = new ArrayList<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var writes = m.txn().stream().filter(op -> !op.isRead()).toList();
            for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Replicate(writes))));
            return new TxnOk(m.txn().stream().map(this::carryOut).toList());
        });
        on(Replicate.class, m -> {
            log.addAll(m.writes());
            return new ReplicateOk();
        });
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return op.with(store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
