package bench.score;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.checker.Quantiles;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Seeds;
import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.Nodes;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import bench.world.faults.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Measures answers on the same seeds.
 *
 * @param seeds how many of each of the stage's runs
 * @param faultSeeds how many of a run under each fault
 * @param whenOneIsDone called after each run, from any thread
 */
public record Scoring(int seeds, int faultSeeds, Runnable whenOneIsDone) {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** How many runs an answer takes. */
    public int runs(Stage stage) {
        return stage.runs().size() * seeds + Fault.values().length * faultSeeds;
    }

    /** @throws SourceProblem where an answer does not compile */
    public List<Row> score(Stage stage, List<Entrant> entrants) throws SourceProblem {
        var rows = new ArrayList<Row>();
        for (var entrant : entrants) rows.add(measure(stage, entrant));
        return Front.mark(rows);
    }

    private Row measure(Stage stage, Entrant entrant) throws SourceProblem {
        var source = NodeSource.read(entrant.file());
        var nodes = source.load();
        var runs = new ArrayList<List<Outcome>>();
        for (var run : stage.runs()) runs.add(run(nodes, run.with(List.of()), seeds));
        var counted = runs.getFirst();
        var first = stage.runs().getFirst().with(List.of());
        var underFaults = new EnumMap<Verdict, List<String>>(Verdict.class);
        for (var verdict : Verdict.values()) underFaults.put(verdict, new ArrayList<>());
        for (var fault : Fault.values()) {
            var trial = new Trial(first.options().struckBy(false, Set.of(fault)), Limits.NONE);
            underFaults.get(verdict(run(nodes, trial, faultSeeds))).add(fault.word());
        }
        var latencies = counted.stream()
                .map(outcome -> outcome.findings().stableLatencyMillis())
                .filter(Objects::nonNull)
                .toList();
        return new Row(
                entrant.name(),
                entrant.idea(),
                entrant.source(),
                runs.stream()
                        .map(Scoring::verdict)
                        .max(Verdict::compareTo)
                        .orElseThrow()
                        .name()
                        .toLowerCase(Locale.ROOT),
                problem(runs),
                perOp(counted, Outcome::serverMessages),
                perOp(counted, Outcome::allMessages),
                latencies.isEmpty()
                        ? null
                        : latencies.stream()
                                .mapToDouble(Quantiles::p50)
                                .average()
                                .orElseThrow(),
                greatest(latencies, Quantiles::max),
                greatest(
                        counted.stream()
                                .map(outcome -> outcome.findings().worstLagMillis())
                                .filter(Objects::nonNull)
                                .toList(),
                        Double::doubleValue),
                counted.stream().mapToLong(Outcome::oks).average().orElseThrow(),
                underFaults.get(Verdict.PASS),
                underFaults.get(Verdict.FAIL),
                underFaults.get(Verdict.VACUOUS),
                CodeLines.in(source),
                Bound.serverMessagesPerOp(first.options(), first.limits()),
                false);
    }

    private List<Outcome> run(Nodes nodes, Trial trial, int seeds) {
        var workload = Workloads.named(trial.options().workload());
        return Seeds.each(
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                CORES,
                seed -> Simulation.run(nodes, workload, trial, seed).withoutHistory(),
                Outcome::hasNodeFailure,
                whenOneIsDone);
    }

    /** A seed that shows nothing leaves the verdict to the others. */
    private static Verdict verdict(List<Outcome> outcomes) {
        var verdicts = outcomes.stream().map(Outcome::verdict).toList();
        if (verdicts.contains(Verdict.FAIL)) return Verdict.FAIL;
        return verdicts.contains(Verdict.PASS) ? Verdict.PASS : Verdict.VACUOUS;
    }

    private static String problem(List<List<Outcome>> runs) {
        var anomalies = runs.stream()
                .flatMap(List::stream)
                .flatMap(outcome -> outcome.anomalies().stream())
                .toList();
        return anomalies.stream()
                .filter(anomaly -> anomaly.severity() == Severity.FAILS)
                .findFirst()
                .map(Anomaly::type)
                .or(() -> anomalies.stream().findFirst().map(anomaly -> "warned: " + anomaly.type()))
                .orElse("");
    }

    private static Spread perOp(List<Outcome> outcomes, ToDoubleFunction<Outcome> messages) {
        Function<Outcome, Double> perOp =
                outcome -> messages.applyAsDouble(outcome) / Math.max(1, outcome.invocations());
        return Spread.of(outcomes.stream().map(perOp).toList());
    }

    private static <T> Double greatest(List<T> values, ToDoubleFunction<T> number) {
        return values.isEmpty()
                ? null
                : values.stream().mapToDouble(number).max().orElseThrow();
    }
}
