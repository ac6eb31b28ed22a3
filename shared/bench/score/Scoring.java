package bench.score;

import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Stage;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.world.faults.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;

/**
 * Measures answers on the same seeds.
 *
 * @param seeds how many of each of the stage's runs
 * @param faultSeeds how many of a run under each fault
 * @param whenOneIsDone called after each run, from any thread
 */
public record Scoring(int seeds, int faultSeeds, Runnable whenOneIsDone) {
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
        var sampling = new Sampling(whenOneIsDone);
        var runs = new ArrayList<List<Outcome>>();
        for (var run : stage.runs()) runs.add(sampling.run(nodes, run.with(List.of()), seeds));
        var first = stage.runs().getFirst().with(List.of());
        var underFaults = new EnumMap<Verdict, List<String>>(Verdict.class);
        for (var verdict : Verdict.values()) underFaults.put(verdict, new ArrayList<>());
        for (var fault : Fault.values()) {
            var trial = new Trial(first.options().struckBy(false, Set.of(fault)), Limits.NONE);
            underFaults
                    .get(Sampling.verdict(sampling.run(nodes, trial, faultSeeds)))
                    .add(fault.word());
        }
        return new Row(
                entrant.name(),
                entrant.idea(),
                entrant.source(),
                Sampling.word(runs.stream()
                        .map(Sampling::verdict)
                        .max(Verdict::compareTo)
                        .orElseThrow()),
                Sampling.problem(runs.stream().flatMap(List::stream).toList()),
                Cost.of(runs.getFirst()),
                underFaults.get(Verdict.PASS),
                underFaults.get(Verdict.FAIL),
                underFaults.get(Verdict.VACUOUS),
                CodeLines.in(source),
                Bound.serverMessagesPerOp(first.options(), first.limits()),
                false);
    }
}
