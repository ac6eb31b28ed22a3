///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// tag::header[]
// run: 6a --time-limit 5 --rate 200 --consistency-models serializable
// caught for: lost-update
// seeds: 5
// look-alike: challenges/6a.java
// end::header[]

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A transaction is saved before it is shown, which takes ten milliseconds. What it has read may be old by then. */
final class TransactionNode extends Node implements TxnMessages {
    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var writes = new HashMap<JsonNode, JsonNode>();
            var done = m.txn().stream().map(op -> carryOut(op, writes)).toList();
            sleep(Duration.ofMillis(10)); // the disk
            store.putAll(writes);
            return new TxnOk(done);
        });
    }

    private Op carryOut(Op op, Map<JsonNode, JsonNode> writes) {
        if (op.isRead()) return op.with(writes.getOrDefault(op.k(), store.getOrDefault(op.k(), NullNode.instance)));
        writes.put(op.k(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
