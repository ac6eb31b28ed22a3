///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES parts/ReverseFlushNode.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --max-txn-length 2
// caught for: G0-process
// caught for: G0-realtime
// caught for: G1c-process
// caught for: G2-item-process
// seeds: 100
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.HashMap;
import java.util.Map;
import node.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/**
 * Appends are acknowledged and put on a stack, from which the primary takes them every 300 ms: the last one first. Nobody sees a
 * half of a transaction, but what a client did first comes last.
 */
final class TransactionNode extends ReverseFlushNode {
    private final Map<JsonNode, ArrayNode> lists = new HashMap<>();

    @Override
    Op carryOut(Op op) {
        if (op.isRead())
            return op.with(lists.containsKey(op.k()) ? lists.get(op.k()).deepCopy() : NullNode.instance);
        lists.computeIfAbsent(op.k(), key -> Json.MAPPER.createArrayNode()).add(op.v());
        return op;
    }

    void main() {
        serve();
    }
}
