package bench.measure.judge;

import bench.run.Outcome;
import bench.run.Seeds;
import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Trial;
import bench.source.NodeSource;
import bench.source.Nodes;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** Measures simulated runs, judging included: a stage's answer in its first official run. */
public final class Runs {
    /** The stages whose runs are measured: of 3c many, of others one. */
    public static final List<String> STAGES = List.of("3c", "3d", "5c", "6c");

    private final String stage;
    private final Nodes nodes;
    private final Trial trial;

    private Runs(Path challenges, String stage) throws SourceProblem {
        this.stage = stage;
        var official = Stage.find(stage).orElseThrow().runs().getFirst();
        nodes = NodeSource.read(challenges.resolve(stage + ".java")).load();
        trial = official.with(List.of());
    }

    /**
     * @param challenges the folder of the answers
     * @param stage one of {@link #STAGES}
     * @param seeds how many of 3c
     * @throws SourceProblem where the answer cannot be compiled
     */
    public static void measure(Path challenges, String stage, int seeds, Sheet sheet) throws SourceProblem {
        var runs = new Runs(challenges, stage);
        switch (stage) {
            case "3c" -> runs.measure(seeds, 10.0, sheet);
            case "3d" -> runs.measureOne(0.6, sheet);
            case "5c" -> runs.measureOne(1.0, sheet);
            default -> runs.measureOne(null, sheet);
        }
    }

    private void measure(int seeds, Double goalSeconds, Sheet sheet) {
        var all = LongStream.rangeClosed(1, seeds).boxed().toList();
        int cores = Runtime.getRuntime().availableProcessors();
        sheet.once(
                Sheet.grouped(seeds) + " seeds of " + stage,
                () -> Seeds.each(all, cores, this::run, _ -> false, () -> {}),
                goalSeconds);
    }

    private void measureOne(Double goalSeconds, Sheet sheet) {
        sheet.once("the first run of " + stage, () -> run(1), null);
        sheet.many("a run of " + stage, () -> run(1), goalSeconds);
    }

    private Outcome run(long seed) {
        return Simulation.run(nodes, Workloads.named(trial.options().workload()), trial, seed)
                .withoutHistory();
    }
}
