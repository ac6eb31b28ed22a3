///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN TransactionNode

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * 6b: Transactions on several nodes, each of which always answers. A transaction runs on the node that was asked, alone, and
 * takes one Lamport time for all its writes. Of two writes of a key the later one counts, everywhere (by time, then by node): so
 * all nodes come to the same, and never to a mixture of two transactions that wrote the same keys.
 *
 * <p>A node owes each peer the writes that the peer has not acknowledged; of those of one key, the last. Every PERIOD it sends
 * all it owes in one message, which the peer takes in one step: nobody sees a half of a transaction. A cut link costs one message
 * every two seconds, and memory by the number of keys, however long it lasts.
 */
final class TransactionNode extends Node {
    /** How old a peer's view may be for the sake of few messages. */
    private static final Duration PERIOD = Duration.ofMillis(100);

    record Txn(List<Op> txn) implements Request<TxnOk> {}

    record TxnOk(List<Op> txn) {}

    /** Written as {@code [f, k, v]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Op(String f, JsonNode k, JsonNode v) {}

    record Merge(List<Write> writes) implements Request<MergeOk> {}

    record MergeOk() {}

    // tag::write[]
    record Write(JsonNode k, JsonNode v, long time, String node) {
        boolean isLaterThan(Write other) {
            return other == null || time > other.time || time == other.time && node.compareTo(other.node) > 0;
        }
    }
    // end::write[]

    private final Map<JsonNode, Write> store = new HashMap<>();
    private final Map<String, Map<JsonNode, Write>> owed = new LinkedHashMap<>();
    private long clock;

    TransactionNode() {
        whenInitialised(() -> peers().forEach(peer -> owed.put(peer, new LinkedHashMap<>())));
        // tag::txn[]
        on(Txn.class, m -> {
            var writes = new LinkedHashMap<JsonNode, JsonNode>();
            var done = m.txn().stream().map(op -> carryOut(op, writes)).toList();
            if (!writes.isEmpty()) commit(writes);
            return new TxnOk(done);
        });
        // end::txn[]
        // tag::merge[]
        on(Merge.class, m -> {
            for (var write : m.writes()) {
                clock = Math.max(clock, write.time());
                if (write.isLaterThan(store.get(write.k()))) store.put(write.k(), write);
            }
            return new MergeOk();
        });
        // end::merge[]
    }

    // tag::carry-out[]
    private Op carryOut(Op op, Map<JsonNode, JsonNode> writes) {
        switch (op.f()) {
            case "r" -> {
                var stored = store.containsKey(op.k()) ? store.get(op.k()).v() : NullNode.instance;
                return new Op("r", op.k(), writes.getOrDefault(op.k(), stored));
            }
            case "w" -> {
                writes.put(op.k(), op.v());
                return op;
            }
            default -> throw new RpcError(RpcError.MALFORMED_REQUEST, "no operation \"" + op.f() + "\"");
        }
    }
    // end::carry-out[]

    // tag::commit[]
    private void commit(Map<JsonNode, JsonNode> writes) {
        clock++;
        writes.forEach((k, v) -> {
            var write = new Write(k, v, clock, id());
            store.put(k, write);
            for (var peer : peers()) owe(peer, write);
        });
    }
    // end::commit[]

    // tag::pay[]
    private void owe(String peer, Write write) {
        var debt = owed.get(peer);
        if (debt.isEmpty()) go(() -> pay(peer, debt)); // otherwise it is being paid already
        debt.put(write.k(), write);
    }

    private void pay(String peer, Map<JsonNode, Write> debt) {
        while (!debt.isEmpty()) {
            sleep(PERIOD);
            var paid = retry(() -> {
                var writes = List.copyOf(debt.values());
                rpc(peer, new Merge(writes));
                return writes;
            });
            for (var write : paid) debt.remove(write.k(), write); // unless it has been overwritten since
        }
    }
    // end::pay[]

    void main() {
        serve();
    }
}
