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
import java.util.List;
import java.util.Set;

/**
 * Whether every final read is the sum of the acknowledged adds and of some of those whose outcome is not known, as Maelstrom
 * asks. Its clients do not believe an add's refusal, so that is of unknown outcome; here a counter that holds one is warned of.
 * Maelstrom looks at no other reads, nor does it ask that the final ones agree; here one is warned of either.
 */
public final class CounterChecker implements Checker<CounterAction> {
    @Override
    public Set<String> anomalies() {
        return Set.of("wrong final read", "diverged", "aborted add", "impossible read");
    }

    @Override
    public Findings check(History<CounterAction> history) {
        var operations = history.operations();
        var believed = plus(
                Sums.of(certain(operations)),
                operations.stream()
                        .filter(operation -> operation.isIndefinite() && !operation.isRefused())
                        .toList());
        var acceptable = plus(
                believed,
                operations.stream()
                        .filter(operation -> operation.isIndefinite() && operation.isRefused())
                        .toList());
        var finals = operations.stream()
                .filter(operation -> operation.isOk() && operation.action() instanceof Read read && read.isFinal())
                .map(Operation::completion)
                .toList();
        var wrong = Tally.fails("wrong final read");
        var aborted = Tally.warns("aborted add");
        for (var read : finals) {
            long value = value(read);
            if (!acceptable.contain(value)) wrong.add(Evidence.of(read).ofValue(value), () -> tell(read, believed));
            else if (!believed.contain(value))
                aborted.add(
                        Evidence.of(read).ofValue(value),
                        () -> tell(read, believed) + ": an add that was refused is in it");
        }
        var diverged = wrong.count() > 0 ? Tally.warns("diverged") : diverged(finals);
        var anomalies = Tally.anomalies(wrong, diverged, aborted, new ReadBounds(history, operations).impossible);
        return Findings.of(anomalies, vacuous(operations, finals.isEmpty()));
    }

    private static long value(Op<CounterAction> read) {
        return ((Read) read.action()).value();
    }

    private static Tally diverged(List<Op<CounterAction>> finals) {
        var diverged = Tally.warns("diverged");
        for (var read : finals) {
            var first = finals.getFirst();
            if (value(read) == value(first)) continue;
            diverged.add(
                    Evidence.of(first, read),
                    () -> Tally.at(first) + " finally read " + value(first) + ", and " + Tally.at(read) + " "
                            + value(read));
        }
        return diverged;
    }

    private static long certain(List<Operation<CounterAction>> operations) {
        long certain = 0;
        for (var operation : operations)
            if (operation.isOk() && operation.action() instanceof Add(var delta)) certain += delta;
        return certain;
    }

    private static Sums plus(Sums sums, List<Operation<CounterAction>> operations) {
        for (var operation : operations)
            if (operation.action() instanceof Add(var delta)) sums = sums.perhapsPlus(delta);
        return sums;
    }

    private static String tell(Op<CounterAction> read, Sums acceptable) {
        return Tally.at(read) + " finally read " + value(read) + "; the adds come to " + acceptable;
    }

    private static String vacuous(List<Operation<CounterAction>> operations, boolean nothingRead) {
        if (operations.stream().noneMatch(operation -> operation.isOk() && operation.action() instanceof Add))
            return "nothing was added";
        return nothingRead ? "no final read returned a value" : null;
    }
}
