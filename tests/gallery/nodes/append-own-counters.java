///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --max-txn-length 1 --latency 20
// caught for: incompatible-order
// caught for: G1c-process
// caught for: G1c-realtime
// seeds: 40
// look-alike: tests/gallery/nodes/append-primary.java

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Json;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Each node numbers its transactions, and elements stand in the order of these numbers. But a node does not move its counter past
 * the numbers that it hears of, so that who has read an element may be sorted before it. (Lamport's clocks do move.)
 */
final class TransactionNode extends Node implements TxnMessages {
    record Apply(String stamp, List<Op> appends) implements Request<ApplyOk> {}

    record ApplyOk() {}

    private final Map<JsonNode, TreeMap<String, JsonNode>> lists = new HashMap<>(); // by key and stamp
    private int counter;

    TransactionNode() {
        on(Txn.class, m -> {
            var stamp = "%06d".formatted(++counter) + id();
            var done = m.txn().stream().map(op -> carryOut(op, stamp)).toList();
            var appends = m.txn().stream().filter(op -> !op.isRead()).toList();
            if (!appends.isEmpty()) for (var peer : peers()) rpc(peer, new Apply(stamp, appends));
            return new TxnOk(done);
        });
        on(Apply.class, m -> {
            m.appends().forEach(op -> carryOut(op, m.stamp()));
            return new ApplyOk();
        });
    }

    private Op carryOut(Op op, String stamp) {
        var list = lists.computeIfAbsent(op.k(), key -> new TreeMap<>());
        if (op.isRead()) return op.with(Json.MAPPER.valueToTree(list.values()));
        list.put(stamp + "-%06d".formatted(op.v().intValue()), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
