///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6b --concurrency 10n --time-limit 2 --key-count 2
// caught for: G0
// told: T1 < T2, because T2 wrote .*; but T2 < T1, because T1 wrote .*: a contradiction!
// warned of: internal
// warned of: internal-nil
// seeds: 20
// look-alike: challenges/6b.java
//
// run: 6c --time-limit 5 --rate 200
// caught for: G1b
// told: read \[r \d+ \d+\], which process .* overwrote itself
// seeds: 5
// look-alike: challenges/6c.java

import kv.Kv;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Each step goes to the store at once, so others see and overwrite the writes of a transaction that is not yet done. Reading such
 * a write is a dirty read, which read-uncommitted allows and read-committed does not: G1b. Overwriting it is a dirty write, which
 * neither allows: G0.
 */
final class TransactionNode extends Node implements TxnMessages {
    private final Kv<JsonNode> store = new Kv<>(this, Kv.LIN, JsonNode.class);

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(m.txn().stream().map(this::carryOut).toList()));
    }

    private Op carryOut(Op op) {
        var key = op.k().toString();
        if (op.isRead()) return op.with(store.read(key).orElse(NullNode.instance));
        store.write(key, op.v());
        return op;
    }

    void main() {
        serve();
    }
}
