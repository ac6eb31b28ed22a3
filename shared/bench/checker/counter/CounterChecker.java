package bench.checker.counter;

import bench.checker.Checker;
import bench.checker.Evidence;
import bench.checker.Findings;
import bench.checker.Tally;
import bench.checker.counter.CounterAction.Add;
import bench.checker.counter.CounterAction.Read;
import bench.history.History;
import bench.history.Op;
import bench.history.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether every final read is the sum of the acknowledged adds and of some of those whose outcome is not known, as Maelstrom
 * asks. For Maelstrom an add that was refused is of unknown outcome too; here a counter that holds one is warned of. Maelstrom
 * looks at no other reads; here one is warned of that no part of the adds begun by then explains.
 */
public final class CounterChecker implements Checker<CounterAction> {
    @Override
    public Findings check(History<CounterAction> history) {
        var operations = history.operations();
        var acceptable = acceptable(operations);
        var withRefused =
                plus(acceptable, operations.stream().filter(Operation::isFailed).toList());
        var wrong = Tally.fails("wrong final read");
        var aborted = Tally.warns("aborted add");
        long finals = 0;
        for (var operation : operations) {
            if (!operation.isOk() || !(operation.action() instanceof Read(var value, var isFinal)) || !isFinal)
                continue;
            finals++;
            if (!withRefused.contain(value))
                wrong.add(Evidence.of(operation.completion()).ofValue(value), () -> tell(operation, value, acceptable));
            else if (!acceptable.contain(value))
                aborted.add(
                        Evidence.of(operation.completion()).ofValue(value),
                        () -> tell(operation, value, acceptable) + ": an add that was refused is in it");
        }
        var anomalies = Tally.anomalies(wrong, aborted, impossibleReads(history, operations));
        return Findings.of(anomalies, vacuous(operations, finals));
    }

    private static Sums acceptable(List<Operation<CounterAction>> operations) {
        long certain = 0;
        for (var operation : operations)
            if (operation.isOk() && operation.action() instanceof Add(var delta)) certain += delta;
        return plus(
                Sums.of(certain),
                operations.stream().filter(Operation::isIndefinite).toList());
    }

    private static Sums plus(Sums sums, List<Operation<CounterAction>> operations) {
        for (var operation : operations)
            if (operation.action() instanceof Add(var delta)) sums = sums.perhapsPlus(delta);
        return sums;
    }

    private static String tell(Operation<CounterAction> operation, long value, Sums acceptable) {
        return Tally.at(operation.completion()) + " finally read " + value + "; the adds come to " + acceptable;
    }

    /** Reads, the final ones apart, below the sum of all negative adds begun before they ended or above that of the positive. */
    private static Tally impossibleReads(History<CounterAction> history, List<Operation<CounterAction>> operations) {
        var refused = new HashSet<Integer>();
        for (var operation : operations)
            if (operation.isFailed()) refused.add(operation.invocation().index());
        var impossible = Tally.warns("impossible read");
        long low = 0;
        long high = 0;
        for (var op : history.ops()) {
            if (op.type() == Op.Type.INVOKE && op.action() instanceof Add(var delta) && !refused.contains(op.index())) {
                low += Math.min(delta, 0);
                high += Math.max(delta, 0);
            } else if (op.type() == Op.Type.OK && op.action() instanceof Read(var value, var isFinal) && !isFinal) {
                if (value < low || value > high)
                    impossible.add(Evidence.of(op).ofValue(value), tellImpossible(op, value, low, high));
            }
        }
        return impossible;
    }

    private static Supplier<String> tellImpossible(Op<CounterAction> op, long value, long low, long high) {
        return () -> Tally.at(op) + " read " + value + "; all adds begun by then make at least " + low + " and at most "
                + high;
    }

    private static String vacuous(List<Operation<CounterAction>> operations, long finals) {
        if (operations.stream().noneMatch(operation -> operation.isOk() && operation.action() instanceof Add))
            return "nothing was added";
        return finals == 0 ? "no final read returned a value" : null;
    }
}
