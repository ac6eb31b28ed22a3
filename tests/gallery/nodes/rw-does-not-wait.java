///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --latency 20 --max-txn-length 2
// --latency-dist exponential
// warned of: G0
// warned of: G0-process
// warned of: G0-realtime
// warned of: G-single-item
// warned of: G-single-item-process
// warned of: G-nonadjacent-item-process
// seeds: 20
// look-alike: tests/gallery/nodes/rw-primary.java

import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Writes are sent to the primary one by one, and nobody waits until they are there: one overtakes another on the way, be it of
 * the same transaction or of the client's next. The primary says in its log what it installs.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Install(JsonNode k, JsonNode v) implements Notice {}

    record Find(JsonNode k) implements Request<FindOk> {}

    record FindOk(JsonNode v) {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
        on(Find.class, m -> new FindOk(store.getOrDefault(m.k(), NullNode.instance)));
        on(Install.class, m -> {
            store.put(m.k(), m.v());
            log("installed [" + m.k() + ", " + m.v() + "]");
        });
    }

    private Op carryOut(Op op) {
        var primary = nodes().getFirst();
        if (op.isRead()) return op.with(rpc(primary, new Find(op.k())).v());
        send(primary, new Install(op.k(), op.v()));
        return op;
    }

    void main() {
        serve();
    }
}
