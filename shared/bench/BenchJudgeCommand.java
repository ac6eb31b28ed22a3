package bench;

import bench.measure.judge.Checkers;
import bench.measure.judge.Runs;
import bench.measure.judge.Sheet;
import bench.process.Children;
import bench.source.SourceProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the judge: how long it simulates, and how its checkers grow with the history. */
@Command(
        name = "bench-judge",
        description = "Measures how fast runs are simulated and histories judged, and how much memory that takes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class BenchJudgeCommand implements Callable<Integer> {
    private static final List<String> PARTS = Stream.concat(
                    Runs.STAGES.stream(), Stream.of("registers", "lists", "linearizability", "files"))
            .toList();
    private static final int LEAST_OPERATIONS = 1_000;
    private static final int MOST_OPERATIONS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "Only these of 3c, 3d, 5c, 6c, registers, lists, linearizability, files.")
    private List<String> parts = PARTS;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds of 3c; 1000 where not given.")
    private int seeds = 1_000;

    @Option(
            names = "--operations",
            paramLabel = "N",
            description = "Histories of 1000, 10000, ... up to so many operations; 1000000 where not given.")
    private int operations = MOST_OPERATIONS;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long short work is repeated to warm up, and again to be measured; 1 where not given.")
    private double seconds = 1;

    @Option(
            names = "--here",
            description = "In this JVM as it was started, and not in one of its own whose heap is at most 4 GiB.")
    private boolean here;

    @Override
    public Integer call() throws IOException, InterruptedException, SourceProblem {
        for (var part : parts)
            if (!PARTS.contains(part))
                throw new UserError("there is no part \"" + part + "\"; there are " + String.join(", ", PARTS));
        UserError.unlessBetween("--seeds", seeds, 1, 1_000_000);
        UserError.unlessBetween("--operations", operations, LEAST_OPERATIONS, MOST_OPERATIONS);
        if (!(seconds >= 0 && seconds <= 3600))
            throw new UserError("--seconds is " + seconds + "; it must be between 0 and 3600");
        if (!here) return inAJvmOfItsOwn();
        measure(new Sheet(spec.commandLine().getOut(), seconds));
        return Bench.PASS;
    }

    private void measure(Sheet sheet) throws IOException, SourceProblem {
        var checkers = new Checkers(operations, sheet);
        for (var part : parts)
            switch (part) {
                case "registers" -> checkers.measureRegisters();
                case "lists" -> checkers.measureLists();
                case "linearizability" -> checkers.measureLinearizability();
                case "files" -> checkers.measureFiles();
                default -> measureRuns(part, sheet);
            }
    }

    private void measureRuns(String stage, Sheet sheet) throws SourceProblem {
        Runs.measure(Repository.root().resolve("challenges"), stage, seeds, sheet);
    }

    /** Java takes a part of the machine's memory; here it is to be the same everywhere. */
    private int inAJvmOfItsOwn() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Children.java().toString(),
                "-Xmx4g",
                "-Dbench.root=" + Repository.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName()));
        command.addAll(spec.commandLine().getParseResult().originalArgs());
        command.add("--here");
        var process = Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        PrintWriter out = spec.commandLine().getOut();
        for (var lines = process.inputReader(); ; out.flush()) {
            var line = lines.readLine();
            if (line == null) return process.waitFor();
            out.println(line);
        }
    }
}
