package bench.maelstrom;

import bench.checker.Quantiles;
import java.util.regex.Pattern;

/**
 * What Maelstrom's {@code results.edn} says in its well-known places.
 *
 * @param valid {@code true}, {@code false} or {@code unknown}
 * @param ops operations completed
 * @param okFraction of them, those that were ok
 * @param allPerOp messages an operation
 * @param serversPerOp messages between servers an operation
 * @param stableLatencyMillis null where the workload has none
 * @param worstLagMillis null where the workload has none
 */
public record Results(
        String valid,
        long ops,
        double okFraction,
        double allPerOp,
        double serversPerOp,
        Quantiles stableLatencyMillis,
        Double worstLagMillis) {
    private static final String NUMBER = "([-+.\\dEe]+)";
    private static final String UP_TO = "[^}]*?";

    /** @throws IllegalArgumentException where one of the places that every run fills is missing; says which */
    public static Results parse(String edn) {
        var latencies = find(edn, ":stable-latencies \\{(" + UP_TO + ")\\}");
        var lag = find(edn, ":worst-realtime-lag \\{" + UP_TO + ":lag " + NUMBER);
        return new Results(
                require(edn, ":valid\\? :?(true|false|unknown)\\s*\\}\\s*$"),
                Long.parseLong(require(edn, ":stats \\{" + UP_TO + ":count (\\d+)")),
                Double.parseDouble(require(edn, ":ok-fraction " + NUMBER)),
                Double.parseDouble(require(edn, ":net \\{:all \\{" + UP_TO + ":msgs-per-op " + NUMBER)),
                Double.parseDouble(require(edn, ":servers \\{" + UP_TO + ":msgs-per-op " + NUMBER)),
                latencies == null ? null : quantiles(latencies),
                lag == null ? null : 1e3 * Double.parseDouble(lag));
    }

    private static Quantiles quantiles(String map) {
        return new Quantiles(at(map, "0"), at(map, "0\\.5"), at(map, "0\\.95"), at(map, "0\\.99"), at(map, "1"));
    }

    private static double at(String map, String quantile) {
        return Double.parseDouble(require(map, "(?:^|,\\s*)" + quantile + " " + NUMBER));
    }

    private static String require(String edn, String pattern) {
        var found = find(edn, pattern);
        if (found == null) throw new IllegalArgumentException("Maelstrom's results have no " + pattern);
        return found;
    }

    private static String find(String edn, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(edn);
        return matcher.find() ? matcher.group(1) : null;
    }
}
