///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN TransactionNode

// idea: the last writer by the wall clock wins; what was written goes to the others every second, once
// source: github.com/king-11/gossip-glomers, 6b and 6c
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: diverged
// seeds: 5

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Each write carries the clock's time, and of two from different nodes the later one counts. Once a second a node sends what
 * its clients have written: few messages, and two nodes that have heard each other agree.
 *
 * <p>What is sent in a cut is lost, since "there is no convergence requirement", as its author writes. And a node takes its
 * own clients' writes whatever the clock says: where that has gone back, the new value has the older time, and the others
 * refuse it.
 */
final class TransactionNode extends Node {
    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    record Write(JsonNode k, JsonNode v, long millis) {}

    record Merge(List<Write> writes) implements Notice {}

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Map<JsonNode, Write> store = new HashMap<>();
    private final Map<JsonNode, Write> unsent = new LinkedHashMap<>();

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
        on(Merge.class, m -> {
            for (var write : m.writes()) {
                var here = store.get(write.k());
                if (here == null || here.millis() < write.millis()) store.put(write.k(), write);
            }
        });
        every(PERIOD, () -> {
            var writes = List.copyOf(unsent.values());
            unsent.clear();
            if (!writes.isEmpty()) for (var peer : peers()) send(peer, new Merge(writes));
        });
    }

    private Op carryOut(Op op) {
        if (op.f().equals("r"))
            return new Op(
                    "r", op.k(), store.containsKey(op.k()) ? store.get(op.k()).v() : NullNode.instance);
        var write = new Write(op.k(), op.v(), now().toEpochMilli());
        store.put(op.k(), write);
        unsent.put(op.k(), write);
        return op;
    }

    void main() {
        serve();
    }
}
