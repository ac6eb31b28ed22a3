package bench.shrink;

import bench.checker.kafka.KafkaAction;
import bench.checker.set.SetAction;
import bench.checker.txn.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Smaller and plainer forms of an operation. */
final class Simplification {
    private static final long FIRST_VALUE = 701;

    private Simplification() {}

    /**
     * The same with a value that nothing else in a run is likely to be: a 0 may as well be a count or an offset, and who follows
     * a value through a trace would take one for the other.
     */
    static Object recognisable(Object action) {
        return switch (action) {
            case SetAction.Broadcast(Long value)
            when value < FIRST_VALUE -> new SetAction.Broadcast(value + FIRST_VALUE);
            case SetAction.Add(Long value) when value < FIRST_VALUE -> new SetAction.Add(value + FIRST_VALUE);
            case KafkaAction.Send(var sent)
            when sent.message() instanceof Number number && number.longValue() < FIRST_VALUE ->
                new KafkaAction.Send(new KafkaAction.Sent(sent.key(), sent.offset(), number.longValue() + FIRST_VALUE));
            default -> action;
        };
    }

    /** Those with one thing less; none where there is nothing to take away. */
    static List<Object> of(Object action) {
        if (!(action instanceof Txn(var steps)) || steps.size() == 1) return List.of();
        return IntStream.range(0, steps.size())
                .<Object>mapToObj(left -> {
                    var rest = new ArrayList<>(steps);
                    rest.remove(left);
                    return new Txn(rest);
                })
                .toList();
    }
}
