package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.PROCESS;
import static bench.checker.txn.DependencyGraph.REALTIME;

import bench.history.Operation;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The order in which transactions were seen to happen, as edges of a dependency graph.
 *
 * <p>A transaction precedes all that were invoked after it completed, which would be n² edges. So time itself gets vertices:
 * moments, each followed by the next. A completed transaction leads to the next moment, and a moment leads to the transactions
 * invoked before the one after it. That is three edges a transaction, and the reachable transactions are the same.
 */
final class TimeOrder {
    private TimeOrder() {}

    /** Each ok transaction leads to the next ok one of its process. */
    static void addProcessOrder(Transactions txns, DependencyGraph.Builder graph) {
        int before = -1;
        for (int transaction : byProcess(txns)) {
            if (before >= 0
                    && txns.get(before).process() == txns.get(transaction).process())
                graph.add(before, transaction, PROCESS);
            before = transaction;
        }
    }

    /** The ok transactions, those of a process side by side and in their order. */
    static int[] byProcess(Transactions txns) {
        return okBy(txns, operation -> operation.process());
    }

    /**
     * Each ok transaction leads, through moments, to those that may have happened and were invoked after it completed.
     *
     * @return how many vertices the graph has with the moments
     */
    static int addRealTimeOrder(Transactions txns, DependencyGraph.Builder graph) {
        var completed = okBy(txns, operation -> operation.completion().index());
        int moment = txns.count(); // the first is before all completions
        int next = 0;
        for (int transaction = 0; transaction < txns.count(); transaction++) {
            int invokedAt = txns.get(transaction).invocation().index();
            if (next < completed.length && completedAt(txns, completed[next]) < invokedAt) {
                graph.add(moment, moment + 1, REALTIME);
                moment++;
                while (next < completed.length && completedAt(txns, completed[next]) < invokedAt)
                    graph.add(completed[next++], moment, REALTIME);
            }
            if (!txns.isFailed(transaction)) graph.add(moment, transaction, REALTIME);
        }
        return moment + 1;
    }

    private static int completedAt(Transactions txns, int transaction) {
        return txns.get(transaction).completion().index();
    }

    /** The ok transactions in the order of a number, and where it is the same in that of their invocations. */
    private static int[] okBy(Transactions txns, ToIntFunction<Operation<Txn>> number) {
        var keys = new long[txns.count()];
        int count = 0;
        for (int transaction = 0; transaction < keys.length; transaction++)
            if (txns.isOk(transaction))
                keys[count++] = (long) number.applyAsInt(txns.get(transaction)) << 32 | transaction;
        Arrays.sort(keys, 0, count);
        return Arrays.stream(keys, 0, count).mapToInt(key -> (int) key).toArray();
    }
}
