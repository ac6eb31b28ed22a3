///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6a --time-limit 5 --rate 200
// warned of: phantom
// told: read \[r \d+ 0\], which nobody wrote
// seeds: 5
// look-alike: challenges/6a.java

import java.util.HashMap;
import java.util.Map;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

/** A key that nobody has written reads as 0, as in many languages' maps, and not as null. Nobody has written 0 there. */
final class TransactionNode extends Node implements TxnMessages {
    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return op.with(store.getOrDefault(op.k(), LongNode.valueOf(0)));
        store.put(op.k(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
