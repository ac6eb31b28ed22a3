package bench.score;

import static bench.score.Grid.number;

import bench.run.Stage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was measured, stage by stage.
 *
 * @param seeds how many of each of a stage's runs
 * @param faultSeeds how many under each fault
 */
public record Scores(int seeds, int faultSeeds, List<OfStage> stages) implements Paper {
    /**
     * One stage's answers.
     *
     * @param rows ours first
     * @param published what cannot be measured again
     */
    public record OfStage(String stage, String title, List<Row> rows, List<Published> published) {
        private static final List<String> HEADER = List.of(
                "Answer",
                "Verdict",
                "Servers/op",
                "Min-max",
                "All/op",
                "Latency or lag, ms",
                "Ops done",
                "Survives",
                "Lines",
                "x bound",
                "Front");

        public static OfStage of(Stage stage, List<Row> rows) {
            return new OfStage(stage.id(), stage.title(), rows, Published.of(stage.id()));
        }

        public Stream<Grid> grids() {
            var measured = new Grid(
                    stage + ": " + title,
                    HEADER,
                    rows.stream().map(OfStage::cells).toList());
            return Stream.concat(Stream.of(measured), Published.grid(stage, published));
        }

        private static List<String> cells(Row row) {
            var servers = row.cost().serverMsgsPerOp();
            return List.of(
                    row.name(),
                    Sampling.verdictCell(row.verdict(), row.problem()),
                    number("%.2f", servers.mean()),
                    number("%.2f-%.2f", servers.min(), servers.max()),
                    number("%.2f", row.cost().allMsgsPerOp().mean()),
                    time(row.cost()),
                    number("%.0f", row.cost().okOps()),
                    row.failedUnder().isEmpty() ? "all" : "not " + String.join(", ", row.failedUnder()),
                    String.valueOf(row.codeLines()),
                    row.boundPerOp() == 0 ? "" : number("%.1f", servers.mean() / row.boundPerOp()),
                    row.isOnFront() ? "*" : "");
        }
    }

    static String time(Cost cost) {
        if (cost.worstLagMs() != null) return number("lag %.0f", cost.worstLagMs());
        return cost.stableLatencyMs() == null ? "" : number("p50 %.0f max %.0f", cost.medianMs(), cost.maxMs());
    }

    @Override
    public String title() {
        return "Scores";
    }

    @Override
    public List<Grid> grids() {
        return stages.stream().flatMap(OfStage::grids).toList();
    }

    @Override
    public String legend() {
        return """
            Seeds 1 to %d of each stage's runs; 1 to %d of its first run under each fault alone, in the place of its own.
            Servers/op, all/op: messages an operation in the stage's first run, the mean, and least and most over the seeds.
            Survives: the faults that leave it right, or find nothing of it to strike.
            Lines: of code, without imports and comments. x bound: server messages over what no answer can do without.
            Front: no other right answer is at least as good in server messages, time and faults, and better in one.\
            """.formatted(seeds, faultSeeds);
    }

    /** What {@code b} costs more or less than {@code a}. */
    public static String compare(Row a, Row b) {
        return Stream.of(
                        change(
                                "server messages",
                                a.cost().serverMsgsPerOp().mean(),
                                b.cost().serverMsgsPerOp().mean()),
                        change(
                                "all messages",
                                a.cost().allMsgsPerOp().mean(),
                                b.cost().allMsgsPerOp().mean()),
                        change("median latency", a.cost().medianMs(), b.cost().medianMs()),
                        change("greatest latency", a.cost().maxMs(), b.cost().maxMs()),
                        change("lag", a.cost().worstLagMs(), b.cost().worstLagMs()),
                        change("operations done", a.cost().okOps(), b.cost().okOps()),
                        change("lines", (double) a.codeLines(), (double) b.codeLines()))
                .filter(change -> !change.isEmpty())
                .collect(Collectors.joining(", ", b.name() + " against " + a.name() + ": ", ""));
    }

    private static String change(String what, Double before, Double after) {
        if (before == null || after == null || before == 0) return "";
        return number("%s %+.0f %%", what, 100 * (after - before) / before);
    }
}
