///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6c --time-limit 10 --rate 100
// warned of: phantom
// told: read \[r \d+ "\d+"\], which nobody wrote
// seeds: 5
// look-alike: challenges/6c.java

import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Nodes tell each other values as text, and leave them so: 7 arrives as "7", which is another value. */
final class TransactionNode extends Node implements TxnMessages {
    record Install(Map<String, String> writes) implements Notice {}

    private final Map<String, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var writes = new HashMap<String, String>();
            for (var op : m.txn())
                if (!op.isRead()) writes.put(op.k().toString(), op.v().toString());
            for (var peer : peers()) send(peer, new Install(writes));
            return new TxnOk(m.txn().stream().map(this::carryOut).toList());
        });
        on(Install.class, m -> m.writes().forEach((key, value) -> store.put(key, StringNode.valueOf(value))));
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return op.with(store.getOrDefault(op.k().toString(), NullNode.instance));
        store.put(op.k().toString(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
