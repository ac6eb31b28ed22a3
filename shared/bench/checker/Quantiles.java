package bench.checker;

import java.util.Arrays;

/** A distribution in five numbers, as Jepsen takes them: the value at rank floor(n * q) of the sorted sample. */
public record Quantiles(double p0, double p50, double p95, double p99, double max) {
    /** @return null where there is no sample */
    public static Quantiles of(double[] sample) {
        if (sample.length == 0) return null;
        var sorted = sample.clone();
        Arrays.sort(sorted);
        return new Quantiles(at(sorted, 0), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[Math.min(sorted.length - 1, (int) Math.floor(sorted.length * quantile))];
    }
}
