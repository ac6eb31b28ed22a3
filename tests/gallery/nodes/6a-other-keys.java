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
import tools.jackson.databind.node.NullNode;

/** Values are put under the key as text and looked up under the key as a number: nothing is ever found. */
final class TransactionNode extends Node implements TxnMessages {
    private final Map<Object, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return op.with(store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k().toString(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
