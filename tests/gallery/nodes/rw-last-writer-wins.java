///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5
// caught for: lost-update
// caught for: G2-item
// seeds: 60
// look-alike: tests/gallery/nodes/rw-primary.java
//
// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5
// caught for: G-single-item-realtime
// warned of: G2-item-realtime
// seeds: 20
// look-alike: tests/gallery/nodes/rw-primary.java

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Each node answers by itself and passes its writes on; of two writes of a key the later one wins, everywhere. That is what 6c
 * asks for, and far from serializable.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Merge(List<Write> writes) implements Notice {}

    record Write(JsonNode k, JsonNode v, long time, String node) {
        boolean isLaterThan(Write other) {
            return other == null || time > other.time || time == other.time && node.compareTo(other.node) > 0;
        }
    }

    private final Map<JsonNode, Write> store = new HashMap<>();
    private long clock;

    TransactionNode() {
        on(Txn.class, m -> {
            clock++;
            var done = m.txn().stream().map(this::carryOut).toList();
            var writes = store.values().stream()
                    .filter(write -> write.time() == clock)
                    .toList();
            for (var peer : peers()) send(peer, new Merge(writes));
            return new TxnOk(done);
        });
        on(Merge.class, m -> {
            for (var write : m.writes()) {
                clock = Math.max(clock, write.time());
                if (write.isLaterThan(store.get(write.k()))) store.put(write.k(), write);
            }
        });
    }

    private Op carryOut(Op op) {
        if (op.isRead())
            return op.with(store.containsKey(op.k()) ? store.get(op.k()).v() : NullNode.instance);
        store.put(op.k(), new Write(op.k(), op.v(), clock, id()));
        return op;
    }

    void main() {
        serve();
    }
}
