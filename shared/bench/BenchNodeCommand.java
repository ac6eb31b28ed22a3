package bench;

import bench.launch.Executable;
import bench.measure.Contender;
import bench.measure.Contender.Round;
import bench.measure.OtherLanguages;
import bench.process.Children;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a node as a process, beside other ways to run one. */
@Command(
        name = "bench-node",
        description =
                "Measures how fast an echo node starts and answers, and its memory; beside plain java, Python and Go.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class BenchNodeCommand implements Callable<Integer> {
    private static final String ROW = "%-10s %8.2f %6s %9.2f %6s %9.0f %6s %9.0f %6s %10.0f %6s";
    private static final String HEADER =
            "node          start, s       25 at once, s      memory, MB   after echoes, MB     echoes a second";

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", description = "How often everything is measured; the medians count.")
    private int rounds = 3;

    @Override
    public Integer call() throws IOException, SourceProblem {
        if (rounds < 1) throw new UserError("--rounds is " + rounds + "; it must be 1 or more");
        var contenders = contenders(
                Files.createDirectories(Repository.root().resolve("build").resolve("bench-node")));
        for (int round = 0; round < rounds; round++) // in turn, so that all meet the same weather
        for (var contender : contenders) contender.measure();

        var out = spec.commandLine().getOut();
        out.println(HEADER);
        for (var contender : contenders) out.println(row(contender, contenders.getFirst()));
        out.println(
                "Medians of " + rounds + " rounds; x is the ratio to the first line. Memory counts shared pages too.");
        return Bench.PASS;
    }

    private static List<Contender> contenders(Path folder) throws IOException, SourceProblem {
        var echo = Executable.make(Repository.root().resolve("challenges").resolve("1.java"), folder.resolve("1"));
        var java = Children.java().toString();
        var contenders = new ArrayList<>(List.of(
                new Contender("bin", List.of(echo.script().toString())),
                new Contender("java -jar", List.of(java, "-jar", echo.jar().toString()))));
        OtherLanguages.python(folder).ifPresent(contenders::add);
        OtherLanguages.go(folder).ifPresent(contenders::add);
        return contenders;
    }

    private static String row(Contender contender, Contender first) {
        return String.format(
                Locale.ROOT,
                ROW,
                contender.name(),
                contender.median(Round::startSeconds),
                ratio(contender, first, Round::startSeconds),
                contender.median(Round::startAllSeconds),
                ratio(contender, first, Round::startAllSeconds),
                contender.median(Round::startedMegabytes),
                ratio(contender, first, Round::startedMegabytes),
                contender.median(Round::usedMegabytes),
                ratio(contender, first, Round::usedMegabytes),
                contender.median(Round::echoesPerSecond),
                ratio(contender, first, Round::echoesPerSecond));
    }

    private static String ratio(Contender contender, Contender first, ToDoubleFunction<Round> figure) {
        return String.format(Locale.ROOT, "x%.2f", contender.median(figure) / first.median(figure));
    }
}
