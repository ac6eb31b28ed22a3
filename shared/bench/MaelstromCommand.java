package bench;

import bench.checker.Anomaly;
import bench.maelstrom.Maelstrom;
import bench.maelstrom.Results;
import bench.report.Excerpt;
import bench.report.StageResult;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.ProcessRun;
import bench.run.Simulation;
import bench.run.Trial;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets real Maelstrom judge a stage, and shows its verdict beside the bench's own. */
@Command(
        name = "maelstrom",
        description = "Runs a stage under real Maelstrom, and shows its verdict and numbers beside the bench's.",
        exitCodeListHeading = Bench.EXIT_CODES,
        exitCodeList = {
            "0:Maelstrom's verdict on every run is good",
            "1:on some it is not, or the file has no node that can run: it does not compile, or has no main method",
            "2:Maelstrom came to no verdict",
            Bench.USAGE_TEXT,
            "69:there is no Maelstrom here",
            Bench.IO_ERROR_TEXT
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class MaelstromCommand implements Callable<Integer> {
    private static final int SIMULATED_SEEDS = 5;

    private static final String GET_IT = """
        There is no Maelstrom here. Get its archive from https://github.com/jepsen-io/maelstrom/releases, unpack it, and
        set MAELSTROM_HOME to its folder. Without it, check STAGE and check STAGE --processes judge by the same rules.\
        """;

    private static final String HEADER =
            "judge        verdict        ops       ok  msgs/op (servers)  latency or lag, ms                 wall, s";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STAGE|FILE", description = "A stage (3c) or a .java file.")
    private String word;

    @Option(names = "--bin", paramLabel = "PROGRAM", description = "Another program for the node, in any language.")
    private Path program;

    @Mixin
    private Arguments arguments;

    private PrintWriter out;

    @Override
    public Integer call() throws SourceProblem {
        out = spec.commandLine().getOut();
        var given = Arguments.givenIn(spec.commandLine().getParseResult());
        var target = Target.named(word);
        var trials = target.trials(given);
        if (!trials.getFirst().options().faults().isEmpty())
            throw new UserError("--faults strike in simulation only; Maelstrom has --nemesis partition");
        var maelstrom = Maelstrom.find(System.getenv()).orElseThrow(() -> new UserError(GET_IT, Bench.UNAVAILABLE));
        var command = BinCommand.command(program != null ? program : target.file());

        int worst = Bench.PASS;
        for (int i = 0; i < trials.size(); i++) {
            var words = words(target, i, given);
            out.println((i == 0 ? "" : "\n") + String.join(" ", words));
            out.println(HEADER);
            out.flush();
            var folder = Repository.root().resolve("build").resolve("maelstrom").resolve(target.name());
            int code = byMaelstrom(
                    maelstrom, Path.of(command.getFirst()), words, trials.get(i).limits(), folder, i + 1);
            inProcesses(command, target, trials.get(i));
            if (program == null) inSimulation(target, trials.get(i));
            worst = worst == Bench.FAIL || code == Bench.PASS ? worst : code;
        }
        return worst;
    }

    /** Maelstrom's command line, as the user might type it. */
    private static List<String> words(Target target, int run, List<String> given) {
        var words = new ArrayList<String>();
        target.stage()
                .ifPresent(stage ->
                        words.addAll(List.of(stage.runs().get(run).arguments().split(" "))));
        words.addAll(given);
        return words;
    }

    private int byMaelstrom(Maelstrom maelstrom, Path node, List<String> words, Limits limits, Path folder, int run) {
        long beganNanos = System.nanoTime();
        Results results;
        try {
            results = maelstrom.run(node, words, folder, folder.resolve("run-" + run + ".log"));
        } catch (IOException e) {
            throw new UserError(e.getMessage(), Bench.VACUOUS);
        }
        var anomalies = limits.check(results.serversPerOp(), results.stableLatencyMillis());
        var verdict = switch (results.valid()) {
            case "true" -> anomalies.isEmpty() ? "pass" : "fail";
            case "false" -> "fail";
            default -> "unknown";
        };
        var latencies = results.stableLatencyMillis();
        print(
                "maelstrom",
                verdict,
                results.ops(),
                results.okFraction(),
                results.allPerOp(),
                results.serversPerOp(),
                latencies != null
                        ? latencies(latencies.p50(), latencies.p95(), latencies.p99(), latencies.max())
                        : lag(results.worstLagMillis()),
                beganNanos);
        for (var anomaly : anomalies) out.println("    " + anomaly.type() + ": " + anomaly.text());
        out.println("    its own account: " + folder.resolve("store").resolve("latest"));
        return verdict.equals("pass") ? Bench.PASS : verdict.equals("fail") ? Bench.FAIL : Bench.VACUOUS;
    }

    private void inProcesses(List<String> command, Target target, Trial trial) {
        long beganNanos = System.nanoTime();
        var workload = Workloads.named(trial.options().workload());
        print("processes", target, List.of(ProcessRun.run(command, workload, trial, 1)), beganNanos);
    }

    private void inSimulation(Target target, Trial trial) throws SourceProblem {
        long beganNanos = System.nanoTime();
        var workload = Workloads.named(trial.options().workload());
        var nodes = NodeSource.read(target.file()).load();
        var outcomes = LongStream.rangeClosed(1, SIMULATED_SEEDS)
                .mapToObj(seed -> Simulation.run(nodes, workload, trial, seed))
                .toList();
        print("simulation", target, outcomes, beganNanos);
    }

    private void print(String judge, Target target, List<Outcome> outcomes, long beganNanos) {
        var result = StageResult.of(target.name(), target.file().toString(), List.of(outcomes), 0);
        var latencies = result.stableLatencyMs();
        print(
                judge,
                result.verdict(),
                result.ops() / outcomes.size(),
                result.okFraction(),
                result.msgsPerOp().all(),
                result.msgsPerOp().servers(),
                latencies != null
                        ? latencies(latencies.p50(), latencies.p95(), latencies.p99(), latencies.max())
                        : lag(result.worstLagMs()),
                beganNanos);
        for (var outcome : outcomes)
            for (Anomaly anomaly : outcome.anomalies())
                out.println("    " + anomaly.type() + ": " + Excerpt.shown(anomaly.text()));
    }

    private void print(
            String judge,
            String verdict,
            long ops,
            Double okFraction,
            double all,
            double servers,
            String times,
            long beganNanos) {
        double wallSeconds = (System.nanoTime() - beganNanos) / 1e9;
        out.println(String.format(
                Locale.ROOT,
                "%-12s %-7s %10d %8s %8.2f %9.2f  %-34s %7.1f",
                judge,
                verdict,
                ops,
                okFraction == null ? "" : String.format(Locale.ROOT, "%.4f", okFraction),
                all,
                servers,
                times,
                wallSeconds));
        out.flush();
    }

    private static String latencies(double p50, double p95, double p99, double max) {
        return String.format(Locale.ROOT, "p50 %.0f  p95 %.0f  p99 %.0f  max %.0f", p50, p95, p99, max);
    }

    private static String lag(Double millis) {
        return millis == null ? "" : String.format(Locale.ROOT, "worst lag %.0f", millis);
    }
}
