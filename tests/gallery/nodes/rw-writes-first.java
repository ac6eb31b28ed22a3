///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --latency 20
// caught for: cyclic-versions
// warned of: own-future
// seeds: 40
// look-alike: tests/gallery/nodes/rw-primary.java
//
// run: -w txn-rw-register --node-count 2 --concurrency 4n --rate 100 --time-limit 5 --latency 20 --max-txn-length 2
// --latency-dist exponential
// caught for: G1c
// caught for: G1c-process
// caught for: G1c-realtime
// seeds: 20
// look-alike: tests/gallery/nodes/rw-primary.java

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * A transaction's writes go to all copies first, and then it reads: also what it writes only later, or in the other's place what
 * another wrote at the same time. Each of the two then comes after the other.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Install(List<Op> writes) implements Request<InstallOk> {}

    record InstallOk() {}

    private final Map<JsonNode, JsonNode> store = new HashMap<>();

    TransactionNode() {
        on(Txn.class, m -> {
            var writes = m.txn().stream().filter(op -> !op.isRead()).toList();
            install(writes);
            for (var peer : peers()) rpc(peer, new Install(writes));
            return new TxnOk(m.txn().stream().map(this::read).toList());
        });
        on(Install.class, m -> {
            install(m.writes());
            return new InstallOk();
        });
    }

    private void install(List<Op> writes) {
        for (var write : writes) store.put(write.k(), write.v());
    }

    private Op read(Op op) {
        return op.isRead() ? op.with(store.getOrDefault(op.k(), NullNode.instance)) : op;
    }

    void main() {
        serve();
    }
}
