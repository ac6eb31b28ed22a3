///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/TransactionNode.java
//MAIN CommitAtEndNode

// idea: writes wait until all is read, are applied together and sent to the others once; nothing ever aborts
// source: github.com/mdvsh/gossip-glomers, 6c, as it was meant
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: diverged
// seeds: 5

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Notice;
import tools.jackson.databind.JsonNode;

/**
 * A transaction collects its writes, applies them when it is done, and sends them to the others in one message. Nobody sees an
 * intermediate or an aborted write, since there is none: read committed, and two messages a transaction less than an answer
 * that waits for its peers.
 *
 * <p>The official run asks for no more and passes. But writes carry no version: two nodes that write a key at the same time
 * each end with the other's value, and what a cut swallows is never sent again. The copies differ for ever.
 */
final class CommitAtEndNode extends TransactionNode {
    record Apply(List<Op> writes) implements Notice {}

    CommitAtEndNode() {
        on(Apply.class, m -> {
            apply(m.writes());
        });
    }

    @Override
    List<Op> execute(List<Op> txn) {
        var written = new LinkedHashMap<JsonNode, Op>();
        var done = txn.stream().map(op -> carryOut(op, written)).toList();
        var writes = List.copyOf(written.values());
        apply(writes);
        if (!writes.isEmpty()) for (var peer : peers()) send(peer, new Apply(writes));
        return done;
    }

    private Op carryOut(Op op, Map<JsonNode, Op> written) {
        if (op.isRead())
            return written.containsKey(op.k()) ? op.with(written.get(op.k()).v()) : read(op);
        written.put(op.k(), op);
        return op;
    }

    void main() {
        serve();
    }
}
