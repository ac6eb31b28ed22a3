package bench.score;

import bench.run.Stage;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Measures how an answer's cost grows.
 *
 * @param seeds how many of each run
 * @param whenOneIsDone called after each run, from any thread
 */
public record Sweeping(int seeds, Runnable whenOneIsDone) {
    /**
     * @throws SourceProblem where the answer does not compile
     * @throws IllegalArgumentException where a value is none of Maelstrom's, or the stage has nothing to sweep
     */
    public Sweeps.OfAnswer measure(Stage stage, Entrant entrant, Sweep sweep) throws SourceProblem {
        var steps = sweep.steps(stage);
        var nodes = NodeSource.read(entrant.file()).load();
        boolean isCompared = steps.size() > 1; // then the first row must not pay for all
        if (isCompared) new Sampling(() -> {}).run(nodes, steps.getFirst().trial(), 1);
        var rows = new ArrayList<Sweeps.Row>();
        for (var step : steps) {
            var cpuBefore = cpu();
            var outcomes = new Sampling(whenOneIsDone).run(nodes, step.trial(), seeds);
            double cpuSeconds = cpu().minus(cpuBefore).toNanos() / 1e9;
            rows.add(new Sweeps.Row(
                    step.value(),
                    String.join(" ", step.arguments()),
                    Sampling.word(Sampling.verdict(outcomes)),
                    Sampling.problem(outcomes),
                    Cost.of(outcomes),
                    Bound.serverMessagesPerOp(
                            step.trial().options(), step.trial().limits()),
                    cpuSeconds));
        }
        return new Sweeps.OfAnswer(stage.id(), entrant.name(), sweep.dimension().word(), rows);
    }

    /** Of all threads: on a machine that has other things to do it says more than the time that passed. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How many runs that takes. */
    public int runs(Sweep sweep) {
        return sweep.values().size() * seeds;
    }
}
