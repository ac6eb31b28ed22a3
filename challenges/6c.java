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
 * 6c: Transactions as in 6b, and causal. There a node that knows B's answer to A may not yet know A's. Here it does, because a
 * node passes on what is news to it, so that each message brings its receiver up to everything that the sender knows: by then the
 * receiver has what any transaction in it has read. (A state-based replicated data type, sent as deltas: Almeida et al., 2018.)
 *
 * <p>Each node's store is at all times the outcome of a set of whole transactions, with all that those saw, by Lamport time. That
 * is more than read committed: atomic visibility, and read-your-writes, monotonic reads and causal order for a client that stays
 * with its node. News also finds its way around a cut link. It ends when it is no news, so an idle network is silent.
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

    record Write(JsonNode k, JsonNode v, long time, String node) {
        boolean isLaterThan(Write other) {
            return other == null || time > other.time || time == other.time && node.compareTo(other.node) > 0;
        }
    }

    private final Map<JsonNode, Write> store = new HashMap<>();
    private final Map<String, Map<JsonNode, Write>> owed = new LinkedHashMap<>();
    private long clock;

    TransactionNode() {
        whenInitialised(() -> peers().forEach(peer -> owed.put(peer, new LinkedHashMap<>())));
        on(Txn.class, m -> {
            var writes = new LinkedHashMap<JsonNode, JsonNode>();
            var done = m.txn().stream().map(op -> carryOut(op, writes)).toList();
            if (!writes.isEmpty()) commit(writes);
            return new TxnOk(done);
        });
        // tag::merge[]
        on(Merge.class, (m, from) -> {
            for (var write : m.writes()) {
                clock = Math.max(clock, write.time());
                if (write.isLaterThan(store.get(write.k()))) install(write, from);
            }
            return new MergeOk();
        });
        // end::merge[]
    }

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

    // tag::commit[]
    private void commit(Map<JsonNode, JsonNode> writes) {
        clock++;
        writes.forEach((k, v) -> install(new Write(k, v, clock, id()), id()));
    }

    private void install(Write write, String source) {
        store.put(write.k(), write);
        for (var peer : peers()) if (!peer.equals(source)) owe(peer, write);
    }
    // end::commit[]

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

    void main() {
        serve();
    }
}
