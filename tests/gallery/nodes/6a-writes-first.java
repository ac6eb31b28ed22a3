///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6a --time-limit 5 --rate 200
// warned of: own-future
// seeds: 5
// look-alike: challenges/6a.java

import java.util.HashMap;
import java.util.Map;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** All writes of a transaction are done first, and then all of its reads, which see what the transaction writes only later. */
final class TransactionNode extends Node implements TxnMessages {
    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            for (var op : m.txn()) if (!op.isRead()) store.put(op.k(), op.v());
            return new TxnOk(m.txn().stream().map(this::read).toList());
        });
    }

    private Op read(Op op) {
        return op.isRead() ? op.with(store.getOrDefault(op.k(), NullNode.instance)) : op;
    }

    void main() {
        serve();
    }
}
