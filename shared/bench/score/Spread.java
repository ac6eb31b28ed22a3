package bench.score;

import java.util.List;

/** What several seeds gave. */
public record Spread(double mean, double min, double max) {
    /** @return null where there is nothing */
    static Spread of(List<Double> values) {
        if (values.isEmpty()) return null;
        var statistics = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return new Spread(statistics.getAverage(), statistics.getMin(), statistics.getMax());
    }
}
