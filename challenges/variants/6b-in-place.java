///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/TransactionNode.java
//MAIN InPlaceNode

// idea: writes applied in place, and each sent to the others by itself
// source: github.com/mchernyakov/gossip-glomers and others
// run: 6b --time-limit 5
// warned of: diverged
// seeds: 3
// run: 6c --time-limit 5
// caught for: G1b
// told: which process .* overwrote itself
// seeds: 3

import java.util.List;
import node.Notice;
import tools.jackson.databind.JsonNode;

/**
 * Each write changes the store at once and goes to the others in a message of its own. On the node itself nobody looks in
 * between, since nothing awaits; elsewhere the writes of a transaction come one by one and in any order, and are seen so: what
 * a transaction overwrote itself (intermediate reads, G1b), half of it, or the first write in the place of the last.
 *
 * <p>Read uncommitted allows such reads, so 6b passes. What it forbids, dirty writes (G0), happen here too: two transactions
 * that write the same two keys end up mixed. No checker that sees only what clients read can tell.
 */
final class InPlaceNode extends TransactionNode {
    record Write(JsonNode k, JsonNode v) implements Notice {}

    InPlaceNode() {
        on(Write.class, m -> {
            store.put(m.k(), m.v());
        });
    }

    @Override
    List<Op> execute(List<Op> txn) {
        return txn.stream().map(this::carryOut).toList();
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return read(op);
        store.put(op.k(), op.v());
        for (var peer : peers()) send(peer, new Write(op.k(), op.v()));
        return op;
    }

    void main() {
        serve();
    }
}
