package bench.checker.counter;

import bench.checker.Evidence;
import bench.checker.Tally;
import bench.checker.counter.CounterAction.Add;
import bench.checker.counter.CounterAction.Read;
import bench.history.History;
import bench.history.Op;
import bench.history.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a read may return at any time: at least the negative adds begun before it ended, at most the positive. An add that was
 * acknowledged to the reader itself is in it for certain. The final reads, of which more is asked, are left out.
 */
final class ReadBounds {
    final Tally impossible = Tally.warns("impossible read");
    private final Set<Integer> refused = new HashSet<>(); // invocations of adds that never happen
    private final Map<Integer, Long> ownAdded = new HashMap<>(); // by process: its acknowledged adds, the positive ones
    private final Map<Integer, Long> ownTaken = new HashMap<>(); // and the negative ones
    private long low;
    private long high;

    ReadBounds(History<CounterAction> history, List<Operation<CounterAction>> operations) {
        for (var operation : operations)
            if (operation.isFailed() || operation.isRefused())
                refused.add(operation.invocation().index());
        for (var op : history.ops()) {
            switch (op.action()) {
                case Add(var delta) -> add(op, delta);
                case Read(var value, var isFinal) -> {
                    if (op.type() == Op.Type.OK && !isFinal) read(op, value);
                }
            }
        }
    }

    private void add(Op<CounterAction> op, long delta) {
        if (op.type() == Op.Type.INVOKE && !refused.contains(op.index())) {
            low += Math.min(delta, 0);
            high += Math.max(delta, 0);
        }
        if (op.type() == Op.Type.OK) {
            ownTaken.merge(op.process(), Math.min(delta, 0), Long::sum);
            ownAdded.merge(op.process(), Math.max(delta, 0), Long::sum);
        }
    }

    private void read(Op<CounterAction> op, long value) {
        long least = low + ownAdded.getOrDefault(op.process(), 0L);
        long most = high + ownTaken.getOrDefault(op.process(), 0L);
        if (value < least || value > most)
            impossible.add(
                    Evidence.of(op).ofValue(value),
                    () -> Tally.at(op) + " read " + value + "; the adds begun by then make at least " + least
                            + " and at most " + most + ", with those that were acknowledged to it");
    }
}
