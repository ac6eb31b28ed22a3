package bench.run;

import bench.workload.Options;
import bench.workload.Options.LatencyDist;
import bench.workload.Options.Topology;
import bench.workload.Workloads;
import bench.world.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Maelstrom's options, by Maelstrom's names and with Maelstrom's defaults. */
public final class Arguments {
    private static final int MOST_THREADS = 10_000;

    @Option(
            names = {"-w", "--workload"},
            paramLabel = "NAME",
            description = "What clients do: ${COMPLETION-CANDIDATES}.",
            completionCandidates = WorkloadNames.class)
    private String workload = "lin-kv";

    @Mixin
    private JudgedBy judgedBy = new JudgedBy();

    @Option(names = "--rate", paramLabel = "HZ", description = "Operations a second, over all clients.")
    private double rate = 5;

    @Option(names = "--time-limit", paramLabel = "SECONDS", description = "How long operations are begun.")
    private double timeLimitSeconds = 60;

    @Option(names = "--latency", paramLabel = "MILLIS", description = "Mean latency between servers.")
    private double latencyMillis = 0;

    @Option(
            names = "--latency-dist",
            paramLabel = "DIST",
            description = "Its distribution: ${COMPLETION-CANDIDATES}.",
            converter = LatencyDistName.class,
            completionCandidates = LatencyDistNames.class)
    private LatencyDist latencyDist = LatencyDist.CONSTANT;

    @Option(names = "--nemesis", paramLabel = "FAULTS", description = "What goes wrong: partition.")
    private String nemesis = "";

    @Option(
            names = "--nemesis-interval",
            paramLabel = "SECONDS",
            description = "Mean time between acts of the nemesis.")
    private double nemesisIntervalSeconds = 10;

    @Option(
            names = "--faults",
            paramLabel = "FAULTS",
            split = ",",
            description = "What goes wrong besides, in simulation: all that the stage must survive, or any of"
                    + " ${COMPLETION-CANDIDATES}.",
            completionCandidates = FaultNames.class)
    private List<String> faults = List.of();

    @Option(
            names = "--topology",
            paramLabel = "SHAPE",
            description = "Neighbours in a broadcast: ${COMPLETION-CANDIDATES}.",
            converter = TopologyName.class,
            completionCandidates = TopologyNames.class)
    private Topology topology = Topology.GRID;

    @Option(names = "--key-count", paramLabel = "N", description = "Keys in use at once.")
    private Integer keyCount;

    @Option(names = "--max-txn-length", paramLabel = "N", description = "Most micro-operations of a transaction.")
    private int maxTxnLength = 4;

    @Option(names = "--max-writes-per-key", paramLabel = "N", description = "Writes after which a key is retired.")
    private int maxWritesPerKey = 16;

    /** Those by which a run is judged, even one that somebody else has made. */
    public static final class JudgedBy {
        @Option(names = "--node-count", paramLabel = "N", description = "How many nodes.")
        private int nodeCount = 5;

        @Option(names = "--concurrency", paramLabel = "N", description = "Client threads in all; 2n is two a node.")
        private String concurrency = "1n";

        @Option(
                names = "--availability",
                paramLabel = "FRACTION",
                description = "Least fraction of ok operations, or total.")
        private String availability;

        @Option(
                names = "--consistency-models",
                paramLabel = "MODELS",
                split = ",",
                description = "What transactions must satisfy.")
        private List<String> consistencyModels = List.of("strict-serializable");
    }

    /**
     * Reads a command line.
     *
     * @param line Maelstrom's options, separated by blanks
     * @param overrides more of them, which win
     * @throws IllegalArgumentException where an option is unknown or out of range; says which and what is possible
     */
    public static Options parse(String line, List<String> overrides) {
        var words = new ArrayList<>(line.isBlank() ? List.of() : List.of(line.split(" ")));
        words.addAll(overrides);
        var arguments = new Arguments();
        try {
            new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(arguments))
                    .setOverwrittenOptionsAllowed(true)
                    .parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return arguments.options();
    }

    /** Those of a command's options that are Maelstrom's, as they were given. */
    public static List<String> givenIn(ParseResult command) {
        var own = CommandLine.Model.CommandSpec.forAnnotatedObject(new Arguments())
                .optionsMap()
                .keySet();
        var given = new ArrayList<String>();
        for (var option : command.matchedOptions()) {
            if (!own.contains(option.longestName())) continue;
            given.add(option.longestName());
            given.add(String.join(",", option.originalStringValues()));
        }
        return given;
    }

    private Options options() {
        require(
                Workloads.names().contains(workload),
                "--workload",
                workload,
                "one of " + String.join(", ", Workloads.names()));
        require(
                judgedBy.nodeCount >= 1 && judgedBy.nodeCount <= 1000,
                "--node-count",
                judgedBy.nodeCount,
                "between 1 and 1000");
        require(rate >= 0 && rate <= 1e6, "--rate", rate, "between 0 and 1000000");
        require(
                timeLimitSeconds > 0 && timeLimitSeconds <= 86_400,
                "--time-limit",
                timeLimitSeconds,
                "above 0, up to 86400");
        require(latencyMillis >= 0 && latencyMillis <= 60_000, "--latency", latencyMillis, "between 0 and 60000");
        require(nemesis.isEmpty() || nemesis.equals("partition"), "--nemesis", nemesis, "partition");
        require(nemesisIntervalSeconds > 0, "--nemesis-interval", nemesisIntervalSeconds, "above 0");
        require(keyCount == null || keyCount >= 1, "--key-count", keyCount, "1 or more");
        require(maxTxnLength >= 1, "--max-txn-length", maxTxnLength, "1 or more");
        require(maxWritesPerKey >= 1, "--max-writes-per-key", maxWritesPerKey, "1 or more");
        var faults = faults();
        return new Options(
                workload,
                judgedBy.nodeCount,
                threads(),
                rate,
                seconds(timeLimitSeconds),
                latencyMillis,
                latencyDist,
                nemesis.equals("partition") && !faults.contains(Fault.PARTITION),
                seconds(nemesisIntervalSeconds),
                faults,
                fraction(),
                judgedBy.consistencyModels.stream().map(String::trim).toList(),
                topology,
                keyCount,
                maxTxnLength,
                maxWritesPerKey);
    }

    private Set<Fault> faults() {
        if (faults.equals(List.of("all"))) return EnumSet.allOf(Fault.class);
        var named = EnumSet.noneOf(Fault.class);
        for (var word : faults) {
            var fault =
                    Stream.of(Fault.values()).filter(f -> f.word().equals(word)).findFirst();
            require(fault.isPresent(), "--faults", word, "all, or some of " + String.join(",", new FaultNames()));
            named.add(fault.orElseThrow());
        }
        return named;
    }

    private int threads() {
        require(
                judgedBy.concurrency.matches("[1-9][0-9]{0,4}n?"),
                "--concurrency",
                judgedBy.concurrency,
                "a number, or a number and n: 10, 2n");
        int number = Integer.parseInt(judgedBy.concurrency.replace("n", ""));
        int threads = judgedBy.concurrency.endsWith("n") ? number * judgedBy.nodeCount : number;
        require(
                threads <= MOST_THREADS,
                "--concurrency",
                judgedBy.concurrency,
                "at most " + MOST_THREADS + " threads in all");
        return threads;
    }

    private Double fraction() {
        if (judgedBy.availability == null) return null;
        if (judgedBy.availability.equals("total")) return 1.0;
        boolean isFraction =
                judgedBy.availability.matches("\\d*\\.?\\d+") && Double.parseDouble(judgedBy.availability) <= 1;
        require(isFraction, "--availability", judgedBy.availability, "total, or between 0 and 1");
        return Double.valueOf(judgedBy.availability);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static void require(boolean holds, String option, Object given, String possible) {
        if (!holds) throw new IllegalArgumentException(option + " is " + given + "; it must be " + possible);
    }

    private static final class WorkloadNames extends ArrayList<String> {
        WorkloadNames() {
            super(Workloads.names());
        }
    }

    private static final class FaultNames extends ArrayList<String> {
        FaultNames() {
            super(Fault.words().toList());
        }
    }

    private static <E extends Enum<E>> List<String> names(E[] values) {
        return List.of(values).stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static <E extends Enum<E>> E named(E[] values, String name) {
        for (var value : values) if (value.name().toLowerCase(Locale.ROOT).equals(name)) return value;
        throw new TypeConversionException("it must be one of " + String.join(", ", names(values)));
    }

    private static final class LatencyDistNames extends ArrayList<String> {
        LatencyDistNames() {
            super(names(LatencyDist.values()));
        }
    }

    private static final class LatencyDistName implements ITypeConverter<LatencyDist> {
        @Override
        public LatencyDist convert(String name) {
            return named(LatencyDist.values(), name);
        }
    }

    private static final class TopologyNames extends ArrayList<String> {
        TopologyNames() {
            super(names(Topology.values()));
        }
    }

    private static final class TopologyName implements ITypeConverter<Topology> {
        @Override
        public Topology convert(String name) {
            return named(Topology.values(), name.equals("tree") ? "tree2" : name);
        }
    }
}
