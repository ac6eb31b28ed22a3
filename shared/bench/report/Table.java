package bench.report;

import static java.util.stream.Collectors.joining;

import bench.story.Story;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** The results for a person: a line a stage, and what is wrong below it. */
public final class Table {
    private static final String HEADER =
            "  verdict  seeds        ops  msgs/op (servers)  latency or lag, ms                 wall, s";

    /** For {@link #progress}, where nobody knows how much is to be done. */
    public static final long UNKNOWN = -1;

    private static final int NAME_WIDTH = 5;
    private static final int WIDTH = 79;
    private static final int LINES_OF_A_LOG_ENTRY = 4;

    private final PrintWriter out;
    private final String nameFormat;
    private boolean begun;

    /** @param names of all that is to be printed, for a column that is wide enough */
    public Table(PrintWriter out, List<String> names) {
        this.out = out;
        int widest = names.stream().mapToInt(String::length).max().orElse(0);
        this.nameFormat = "%-" + Math.max(NAME_WIDTH, widest) + "s";
    }

    /** Shows on a terminal how far a stage is; elsewhere nothing. */
    public static final class Progress implements AutoCloseable {
        private final ProgressBar bar;

        private Progress(ProgressBar bar) {
            this.bar = bar;
        }

        public void step() {
            if (bar != null) bar.step();
        }

        @Override
        public void close() {
            if (bar != null) bar.close();
        }
    }

    public Progress progress(String stage, long runs) {
        if (System.console() == null || !System.console().isTerminal()) return new Progress(null);
        return new Progress(new ProgressBarBuilder()
                .setTaskName(stage)
                .setInitialMax(runs)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .clearDisplayOnFinish()
                .build());
    }

    /** @param replay the command that runs a seed again, without the seed */
    public void print(StageResult result, String replay) {
        if (!begun) out.println(nameFormat.formatted("stage") + HEADER);
        begun = true;
        out.println(nameFormat.formatted(result.stage()) + line(result));
        if (result.vacuous() != null)
            out.printf(
                    Locale.ROOT,
                    "    %d of %d seeds show nothing: %s%n",
                    result.vacuousSeeds(),
                    result.seeds(),
                    result.vacuous());
        if (result.consistency() != null)
            out.println("    consistency: " + result.consistency().inWords());
        for (var anomaly : result.anomalies()) {
            out.printf(
                    Locale.ROOT,
                    "    %s%s (%d): %s%n",
                    anomaly.fails() ? "" : "warning: ",
                    anomaly.type(),
                    anomaly.count(),
                    Excerpt.shown(anomaly.text()));
            if (anomaly.fails()) out.printf(Locale.ROOT, "        replay: %s%d%n", replay, anomaly.seed());
        }
        for (var entry : result.log())
            out.println("    log of "
                    + entry.lines()
                            .limit(LINES_OF_A_LOG_ENTRY)
                            .map(Excerpt::line)
                            .collect(joining("\n    ")));
        out.flush();
    }

    /** @param replay the command that runs again what failed */
    public void print(SearchResult result, String replay) {
        out.printf(
                Locale.ROOT,
                nameFormat + "  %-7s %,12d runs in %.1f s%n",
                result.stage(),
                result.verdict(),
                result.runs(),
                result.wallS());
        new CoverageTable(out).print(result);
        var failure = result.failure();
        if (failure != null) {
            out.printf("    %s: %s%n", failure.type(), Excerpt.shown(failure.text()));
            out.printf("        replay: %s%n", replay);
        }
        if (result.showsNothing()) out.println("    nothing is shown: not one operation succeeded");
        out.flush();
    }

    public void print(Story story) {
        out.println();
        print(story.words());
        out.println();
        out.flush();
    }

    /** Prints lines whatever their length. */
    public void print(List<String> lines) {
        lines.stream().map(Excerpt::escaped).forEach(out::println);
        out.flush();
    }

    private static String line(StageResult result) {
        return String.format(
                Locale.ROOT,
                "  %-7s %6d %10d %8.2f %9.2f  %-34s %7.1f",
                result.verdict(),
                result.seeds(),
                result.ops(),
                result.msgsPerOp().all(),
                result.msgsPerOp().servers(),
                times(result),
                result.wallS());
    }

    private static String times(StageResult result) {
        var latency = result.stableLatencyMs();
        if (latency != null)
            return String.format(
                    Locale.ROOT,
                    "p50 %.0f  p95 %.0f  p99 %.0f  max %.0f",
                    latency.p50(),
                    latency.p95(),
                    latency.p99(),
                    latency.max());
        return result.worstLagMs() == null ? "" : String.format(Locale.ROOT, "worst lag %.0f", result.worstLagMs());
    }
}
