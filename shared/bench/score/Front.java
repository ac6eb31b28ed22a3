package bench.score;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The Pareto front: the right answers of which no other is at least as good in everything and better in something. What counts is
 * server messages, latencies or lag, and how many faults are not survived, to the digits that the table shows: a difference that
 * nobody sees makes no winner.
 */
public final class Front {
    private Front() {}

    /** The same rows, those on the front marked. */
    public static List<Row> mark(List<Row> rows) {
        Predicate<Row> isBeaten = row -> rows.stream().anyMatch(other -> other.isRight() && beats(other, row));
        return rows.stream()
                .map(row -> row.isRight() && !isBeaten.test(row) ? row.onFront() : row)
                .toList();
    }

    private static boolean beats(Row one, Row other) {
        var a = costs(one);
        var b = costs(other);
        boolean isBetter = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) return false;
            isBetter |= a[i] < b[i];
        }
        return isBetter;
    }

    /** Less is better. */
    private static long[] costs(Row row) {
        return Stream.of(
                        row.cost().serverMsgsPerOp().mean() * 100,
                        row.cost().medianMs(),
                        row.cost().maxMs(),
                        row.cost().worstLagMs(),
                        (double) row.failedUnder().size())
                .mapToLong(cost -> cost == null ? 0 : Math.round(cost))
                .toArray();
    }
}
