///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/TransactionNode.java
//MAIN LonelyNode

// idea: each node by itself: the list of those to tell was made before there was one
// source: github.com/mdvsh/gossip-glomers, 6b and 6c
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: nothing-shared
// seeds: 3

import java.util.ArrayList;
import java.util.List;
import node.Notice;

/**
 * Every transaction is right on its node, and its writes are to be sent to all in a list that is made before the node knows
 * the others: from a topology message, which this workload does not send. The list is empty. No message ever goes from node to
 * node.
 *
 * <p>It passes: every value that was read had been committed, and that is all that read committed asks. Two stores that have
 * nothing to do with each other are a valid replicated store, if nobody asks whether anything is replicated.
 */
final class LonelyNode extends TransactionNode {
    record Apply(List<Op> writes) implements Notice {}

    private final List<String> othersToTell = new ArrayList<>(); // nobody fills it

    LonelyNode() {
        on(Apply.class, m -> {
            m.writes().forEach(this::carryOut);
        });
    }

    @Override
    List<Op> execute(List<Op> txn) {
        var done = txn.stream().map(this::carryOut).toList();
        for (var other : othersToTell) send(other, new Apply(txn));
        return done;
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return read(op);
        store.put(op.k(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
