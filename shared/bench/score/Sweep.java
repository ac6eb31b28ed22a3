package bench.score;

import bench.run.Limits;
import bench.run.Stage;
import bench.run.Trial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An option of a stage's first run that takes one value after another, while all else stays.
 *
 * @param values in steps of 1, 2, 5, 10, 20, 50 and so on, with the ends that were asked for
 */
public record Sweep(Dimension dimension, List<Integer> values) {
    /** What may be swept. */
    public enum Dimension {
        /** Operations a second. */
        RATE("--rate"),
        NODES("--node-count"),
        /** Milliseconds a message takes from server to server, in the mean. */
        LATENCY("--latency");

        private final String option;

        Dimension(String option) {
            this.option = option;
        }

        /** As on a command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where there are so many operations the run is shorter: a sweep ends, however far it reaches. */
    private static final int MOST_OPERATIONS = 20_000;

    private static final Pattern RANGE = Pattern.compile("(\\w+)=(\\d{1,7})(?:\\.\\.(\\d{1,7}))?");

    /**
     * Reads {@code rate=10..1000}, or {@code rate=10}. What is named twice is one sweep with the values of both.
     *
     * @throws IllegalArgumentException where one of the words is no such thing; says what is one
     */
    public static List<Sweep> parse(List<String> words) {
        var values = new EnumMap<Dimension, TreeSet<Integer>>(Dimension.class);
        for (var word : words) {
            var sweep = parse(word);
            values.computeIfAbsent(sweep.dimension, dimension -> new TreeSet<>())
                    .addAll(sweep.values);
        }
        return values.entrySet().stream()
                .map(each -> new Sweep(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static Sweep parse(String word) {
        var range = RANGE.matcher(word);
        var words = Stream.of(Dimension.values()).map(Dimension::word).toList();
        var dimension = Stream.of(Dimension.values())
                .filter(each -> range.matches() && each.word().equals(range.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word
                        + "\" is no range to sweep; it must be one of " + String.join(", ", words)
                        + " and whole numbers from least to most: rate=10..1000"));
        int least = Integer.parseInt(range.group(2));
        int most = range.group(3) == null ? least : Integer.parseInt(range.group(3));
        if (least > most)
            throw new IllegalArgumentException(
                    "\"" + word + "\" ends before it begins: " + least + " is more than " + most);
        return new Sweep(dimension, steps(least, most));
    }

    private static List<Integer> steps(int least, int most) {
        var steps = new ArrayList<Integer>();
        steps.add(least);
        for (int power = 1; power < most; power *= 10)
            for (int digit : List.of(1, 2, 5))
                if (least < digit * power && digit * power < most) steps.add(digit * power);
        if (most > least) steps.add(most);
        return steps;
    }

    /**
     * One value of a sweep.
     *
     * @param arguments Maelstrom's, after those of the stage's first run
     */
    public record Step(int value, List<String> arguments, Trial trial) {}

    /**
     * The stage's first run with each of the values. Its limits on latency stay, in proportion to the hop; one on messages is for
     * the official run alone.
     *
     * @throws IllegalArgumentException where a value is none of Maelstrom's, or the stage has nothing to sweep
     */
    public List<Step> steps(Stage stage) {
        var official = stage.runs().getFirst().with(List.of());
        var limits = official.limits();
        if (dimension == Dimension.NODES && official.options().nodeCount() == 1)
            throw new IllegalArgumentException(
                    "stage " + stage.id() + " is of one node: there is nothing to sweep in nodes");
        return values.stream()
                .map(value -> {
                    var arguments = new ArrayList<>(List.of(dimension.option, String.valueOf(value)));
                    var options = stage.runs().getFirst().with(arguments).options();
                    long seconds = options.timeLimit().toSeconds();
                    if (options.rate() * seconds > MOST_OPERATIONS) {
                        arguments.addAll(List.of("--time-limit", String.valueOf(MOST_OPERATIONS / options.rate())));
                        options = stage.runs().getFirst().with(arguments).options();
                    }
                    double hops = official.options().latencyMillis() == 0
                            ? 1
                            : options.latencyMillis() / official.options().latencyMillis();
                    var scaled = new Limits(null, times(limits.medianMillis(), hops), times(limits.maxMillis(), hops));
                    return new Step(value, arguments, new Trial(options, scaled));
                })
                .toList();
    }

    private static Double times(Double limit, double factor) {
        return limit == null ? null : Double.valueOf(limit * factor);
    }
}
