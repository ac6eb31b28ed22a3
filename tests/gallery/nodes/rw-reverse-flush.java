///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES parts/ReverseFlushNode.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5
// warned of: G0-process
// warned of: G0-realtime
// caught for: G-single-item-process
// caught for: G-single-item-realtime
// caught for: G2-item-process
// seeds: 20
// look-alike: tests/gallery/nodes/rw-primary.java

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Writes are acknowledged and put on a stack, from which the primary takes them every 300 ms: the last one first. It says in its
 * log what it installs. Nobody sees a half of a transaction, but what a client wrote first comes last.
 */
final class TransactionNode extends ReverseFlushNode {
    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    @Override
    Op carryOut(Op op) {
        if (op.isRead()) return op.with(store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k(), op.v());
        log("installed [" + op.k() + ", " + op.v() + "]");
        return op;
    }

    void main() {
        serve();
    }
}
