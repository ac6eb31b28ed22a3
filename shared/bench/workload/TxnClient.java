package bench.workload;

import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.Txn;
import java.util.List;
import node.RpcError;

/** Sends transactions to one node. */
final class TxnClient extends Client<Txn> {
    private final Kind write;

    /** @param write how values are written; where they are appended, what is read must be a list */
    TxnClient(Kind write) {
        this.write = write;
    }

    @Override
    public boolean isReusable() {
        return true;
    }

    @Override
    public Txn invoke(String server, Txn action) {
        var asked = action.txn();
        var answered = ask(server, action).txn();
        if (answered.size() != asked.size())
            throw malformed(
                    "a transaction of " + asked.size() + " steps was answered with " + answered.size(),
                    asked,
                    answered);
        for (int i = 0; i < asked.size(); i++) {
            var problem = problem(asked.get(i), answered.get(i));
            if (problem != null) throw malformed(problem, asked, answered);
        }
        return new Txn(answered);
    }

    /** Why {@code answer} does not complete {@code request}, or null. */
    private String problem(MicroOp request, MicroOp answer) {
        if (answer == null || answer.kind() != request.kind() || !request.key().equals(answer.key()))
            return request + " was answered with " + answer;
        if (!request.isRead() && !request.value().equals(answer.value())) return request + " came back as " + answer;
        boolean ofList = write == Kind.APPEND && request.isRead();
        if (ofList && answer.value() != null && !(answer.value() instanceof List)) return answer + " read no list";
        return null;
    }

    private static RpcError malformed(String what, List<MicroOp> asked, List<MicroOp> answered) {
        return RpcError.malformedReply(what + ": asked " + asked + ", got " + answered);
    }
}
