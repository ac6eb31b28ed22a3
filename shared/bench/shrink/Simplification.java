package bench.shrink;

import bench.checker.txn.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Smaller forms of an operation. */
final class Simplification {
    private Simplification() {}

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
