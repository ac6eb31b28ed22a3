///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/TxnMessages.java
//MAIN TransactionNode

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.Loop.Await;
import node.Node;
import node.Notice;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Right: the first node carries out all transactions, and the others ask it to, one question at a time. Answers have the number
 * of their question.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Ask(long number, List<Op> txn) implements Notice {}

    record Answer(long number, List<Op> txn) implements Notice {}

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Map<JsonNode, JsonNode> store = new HashMap<>();
    private Await<List<Op>> answer; // to the question that is open; null where none is
    private long questions;

    TransactionNode() {
        on(Txn.class, m -> new TxnOk(id().equals(nodes().getFirst()) ? carryOut(m.txn()) : ask(m.txn())));
        on(Ask.class, (m, from) -> {
            send(from, new Answer(m.number(), carryOut(m.txn())));
        });
        on(Answer.class, m -> {
            if (answer != null && m.number() == questions) answer.complete(m.txn());
        });
    }

    private List<Op> ask(List<Op> txn) {
        if (answer != null) throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "another question is open");
        Await<List<Op>> mine = promise();
        answer = mine;
        go(() -> {
            sleep(TIMEOUT);
            mine.fail(new RpcError(RpcError.TIMEOUT, "no answer in time"));
        });
        send(nodes().getFirst(), new Ask(++questions, txn));
        try {
            return mine.get();
        } finally {
            answer = null;
        }
    }

    private List<Op> carryOut(List<Op> txn) {
        return txn.stream().map(this::carryOut).toList();
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return op.with(store.getOrDefault(op.k(), NullNode.instance));
        store.put(op.k(), op.v());
        return op;
    }

    void main() {
        serve();
    }
}
