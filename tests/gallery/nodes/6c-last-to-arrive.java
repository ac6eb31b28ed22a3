///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6c --time-limit 10 --rate 100
// warned of: diverged
// seeds: 20

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Writes are passed on, and what arrives last stays. Where two nodes write a key at the same time each ends with what the
 * other wrote.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Install(List<Op> writes) implements Notice {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var writes = m.txn().stream().filter(op -> !op.isRead()).toList();
            for (var peer : peers()) send(peer, new Install(writes));
            return new TxnOk(m.txn().stream().map(this::carryOut).toList());
        });
        on(Install.class, m -> m.writes().forEach(this::carryOut));
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
