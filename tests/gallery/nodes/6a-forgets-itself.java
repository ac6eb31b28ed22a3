///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6a --time-limit 5 --rate 200
// warned of: internal
// seeds: 5
// look-alike: challenges/6a.java

import java.util.HashMap;
import java.util.Map;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Reads see the store, writes wait until the end: so a transaction does not see what it has written itself. */
final class TransactionNode extends Node implements TxnMessages {
    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var done = m.txn().stream().map(this::read).toList();
            for (var op : m.txn()) if (!op.isRead()) store.put(op.k(), op.v());
            return new TxnOk(done);
        });
    }

    private Op read(Op op) {
        return op.isRead() ? op.with(store.getOrDefault(op.k(), NullNode.instance)) : op;
    }

    void main() {
        serve();
    }
}
