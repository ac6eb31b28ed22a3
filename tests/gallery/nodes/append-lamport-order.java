///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-list-append --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --max-txn-length 1 --latency 20
// caught for: incompatible-order
// caught for: G-single-item-realtime
// seeds: 20
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
 * Elements stand in the order of Lamport's clocks, and are seen as they come. Until a node has heard from all others that nothing
 * earlier will come, something may, and take a place before what has been read already.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Apply(long time, List<Op> appends) implements Request<ApplyOk> {}

    record ApplyOk() {}

    private final Map<JsonNode, TreeMap<String, JsonNode>> lists = new HashMap<>(); // by key and place
    private long clock;

    TransactionNode() {
        on(Txn.class, m -> {
            long time = ++clock;
            var done = m.txn().stream().map(op -> carryOut(op, time, id())).toList();
            var appends = m.txn().stream().filter(op -> !op.isRead()).toList();
            if (!appends.isEmpty()) for (var peer : peers()) rpc(peer, new Apply(time, appends));
            return new TxnOk(done);
        });
        on(Apply.class, (m, from) -> {
            clock = Math.max(clock, m.time());
            m.appends().forEach(op -> carryOut(op, m.time(), from));
            return new ApplyOk();
        });
    }

    private Op carryOut(Op op, long time, String node) {
        var list = lists.computeIfAbsent(op.k(), key -> new TreeMap<>());
        if (op.isRead()) return op.with(Json.MAPPER.valueToTree(list.values()));
        list.put("%06d %s %06d".formatted(time, node, op.v().intValue()), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
