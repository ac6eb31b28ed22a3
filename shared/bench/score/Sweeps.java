package bench.score;

import static bench.score.Grid.number;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How cost grows with one option.
 *
 * @param seeds how many of each run
 */
public record Sweeps(int seeds, List<OfAnswer> sweeps) implements Paper {
    /**
     * One option of one stage's first run, with one answer.
     *
     * @param dimension what is swept
     */
    public record OfAnswer(String stage, String answer, String dimension, List<Row> rows) {
        private static final double LEAST_CPU_SECONDS = 0.01; // a machine may count no less

        private static final List<String> HEADER =
                List.of("Verdict", "Servers/op", "Min-max", "All/op", "Latency or lag, ms", "Ops done", "x bound");

        /** The bytes of this depend on seeds alone. */
        public Grid grid() {
            return new Grid(
                    answer + " by " + dimension,
                    Stream.concat(Stream.of(dimension), HEADER.stream()).toList(),
                    rows.stream().map(Row::cells).toList());
        }

        /** The same, and how much longer a run of the simulator takes than the first row's. */
        public Grid gridWithTime() {
            var grid = grid();
            var header = new ArrayList<>(grid.header());
            header.add("x CPU");
            var cells = new ArrayList<List<String>>();
            for (int i = 0; i < rows.size(); i++) {
                var line = new ArrayList<>(grid.rows().get(i));
                line.add(number("%.1f", cpuSeconds(i) / cpuSeconds(0)));
                cells.add(line);
            }
            return new Grid(grid.title(), header, cells);
        }

        private double cpuSeconds(int row) {
            return Math.max(LEAST_CPU_SECONDS, rows.get(row).cpuSeconds);
        }
    }

    /**
     * @param value of what is swept
     * @param arguments that make of the stage's first run this one
     * @param problem the first that fails it, or what it is warned of; empty where there is nothing
     * @param boundPerOp as in {@link bench.score.Row}
     * @param cpuSeconds that the simulator took
     */
    public record Row(
            int value,
            String arguments,
            String verdict,
            String problem,
            Cost cost,
            double boundPerOp,
            @JsonIgnore double cpuSeconds) {
        private List<String> cells() {
            var servers = cost.serverMsgsPerOp();
            return List.of(
                    String.valueOf(value),
                    Sampling.verdictCell(verdict, problem),
                    number("%.3f", servers.mean()),
                    number("%.3f-%.3f", servers.min(), servers.max()),
                    number("%.2f", cost.allMsgsPerOp().mean()),
                    Scores.time(cost),
                    number("%.0f", cost.okOps()),
                    boundPerOp == 0 ? "" : number("%.1f", servers.mean() / boundPerOp));
        }
    }

    @Override
    public String title() {
        return "Sweeps";
    }

    @Override
    public List<Grid> grids() {
        return sweeps.stream().map(OfAnswer::grid).toList();
    }

    @Override
    public String legend() {
        return """
            Seeds 1 to %d of each stage's first run, of which one option is another in each row.
            Limits on latency are those of the stage, in proportion to the hop. Where 20000 operations take less time than the
            stage asks for, the run is so much shorter.\
            """.formatted(seeds);
    }
}
