package bench.score;

import java.util.List;

/** What several seeds gave. */
public record Spread(double mean, double min, double max) {
    /** @param values one at least */
    static Spread of(List<Double> values) {
        var statistics = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return new Spread(statistics.getAverage(), statistics.getMin(), statistics.getMax());
    }
}
