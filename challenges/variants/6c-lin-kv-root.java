///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/TransactionNode.java
//MAIN RootNode

// idea: the whole state behind one pointer in lin-kv; a transaction that is overtaken aborts
// source: jepsen-io/maelstrom, doc/05-datomic; github.com/denpeshkov/gossip-glomers, 6
// passes: 6c --rate 100 --availability 0 --consistency-models strict-serializable
// run: 6c --time-limit 3 --nemesis-interval 1
// caught for: unavailable
// seeds: 3

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kv.Kv;
import node.RpcError;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * As Datomic does it: a state is a map that never changes, stored under a name of its own, and lin-kv's "root" says which is
 * the present one. A transaction reads the root, works on that state, stores the next one and moves the root by
 * compare-and-set. Who comes second aborts, and its client is told that nothing happened.
 *
 * <p>Strictly serializable, which is as strong as it gets, for eight messages a transaction and the whole state in two of
 * them. And not what 6c asks: it aborts under load, and stands still where the store cannot be reached. Available and
 * serializable exclude each other.
 */
final class RootNode extends TransactionNode {
    private static final String ROOT = "root";

    private final Kv<String> root = new Kv<>(this, Kv.LIN, String.class);
    private final Kv<List<Op>> states = new Kv<>(this, Kv.LIN, new TypeReference<List<Op>>() {});

    @Override
    List<Op> execute(List<Op> txn) {
        var name = root.read(ROOT).orElse("");
        var state = new LinkedHashMap<JsonNode, Op>();
        if (!name.isEmpty()) for (var entry : states.read(name).orElseThrow()) state.put(entry.k(), entry);
        var done = txn.stream().map(op -> carryOut(op, state)).toList();
        if (!txn.stream().allMatch(Op::isRead)) commit(name, List.copyOf(state.values()));
        return done;
    }

    private static Op carryOut(Op op, Map<JsonNode, Op> state) {
        if (op.isRead())
            return op.with(state.containsKey(op.k()) ? state.get(op.k()).v() : NullNode.instance);
        state.put(op.k(), op);
        return op;
    }

    private void commit(String before, List<Op> state) {
        var name = id() + "-" + Long.toHexString(random().nextLong());
        states.write(name, state);
        if (!root.casOrCreate(ROOT, before, name))
            throw new RpcError(RpcError.TXN_CONFLICT, "another transaction was first");
    }

    void main() {
        serve();
    }
}
