package bench.checker.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of sums, as ranges that do not touch, in their order.
 *
 * @param ranges the ranges
 */
record Sums(List<Range> ranges) {
    /** All integers from {@code low} to {@code high}, both included. */
    record Range(long low, long high) {
        Range plus(long delta) {
            return new Range(low + delta, high + delta);
        }

        @Override
        public String toString() {
            return low == high ? "" + low : low + " to " + high;
        }
    }

    static Sums of(long sum) {
        return new Sums(List.of(new Range(sum, sum)));
    }

    /** These sums, and these with {@code delta} added. */
    Sums perhapsPlus(long delta) {
        var merged = new ArrayList<Range>(2 * ranges.size());
        int a = 0;
        int b = 0;
        while (a < ranges.size() || b < ranges.size()) {
            boolean takeA = b == ranges.size() || a < ranges.size() && ranges.get(a).low <= ranges.get(b).low + delta;
            append(merged, takeA ? ranges.get(a++) : ranges.get(b++).plus(delta));
        }
        return new Sums(List.copyOf(merged));
    }

    private static void append(List<Range> merged, Range next) {
        if (merged.isEmpty() || merged.getLast().high + 1 < next.low) merged.add(next);
        else merged.set(merged.size() - 1, new Range(merged.getLast().low, Math.max(merged.getLast().high, next.high)));
    }

    boolean contain(long sum) {
        return ranges.stream().anyMatch(range -> range.low <= sum && sum <= range.high);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
