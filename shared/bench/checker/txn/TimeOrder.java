package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.PROCESS;
import static bench.checker.txn.DependencyGraph.REALTIME;

import bench.history.Operation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

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
    static void addProcessOrder(List<Operation<Txn>> transactions, DependencyGraph.Builder graph) {
        var last = new HashMap<Integer, Integer>(); // by process: its last transaction
        for (int i = 0; i < transactions.size(); i++) {
            if (!transactions.get(i).isOk()) continue;
            var before = last.put(transactions.get(i).process(), i);
            if (before != null) graph.add(before, i, PROCESS);
        }
    }

    /**
     * Each ok transaction leads, through moments, to those that may have happened and were invoked after it completed.
     *
     * @param transactions by invocation; their vertices are their places
     * @return how many vertices the graph has with the moments
     */
    static int addRealTimeOrder(List<Operation<Txn>> transactions, DependencyGraph.Builder graph) {
        var completions = completions(transactions);
        int moment = transactions.size(); // the first is before all completions
        int next = 0;
        for (int i = 0; i < transactions.size(); i++) {
            long invokedAt = transactions.get(i).invocation().index();
            if (next < completions.length && completions[next] >>> 32 < invokedAt) {
                graph.add(moment, moment + 1, REALTIME);
                moment++;
                while (next < completions.length && completions[next] >>> 32 < invokedAt)
                    graph.add((int) completions[next++], moment, REALTIME);
            }
            if (!transactions.get(i).isFailed()) graph.add(moment, i, REALTIME);
        }
        return moment + 1;
    }

    /** The ok transactions by completion: in the upper half the completion's place in the history, below it the transaction. */
    private static long[] completions(List<Operation<Txn>> transactions) {
        var completions = new long[transactions.size()];
        int count = 0;
        for (int i = 0; i < completions.length; i++)
            if (transactions.get(i).isOk())
                completions[count++] = (long) transactions.get(i).completion().index() << 32 | i;
        Arrays.sort(completions, 0, count);
        return Arrays.copyOf(completions, count);
    }
}
