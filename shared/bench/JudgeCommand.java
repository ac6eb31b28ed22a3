package bench;

import bench.edn.EdnHistory;
import bench.history.BadHistory;
import bench.report.JudgedHistory;
import bench.run.Arguments;
import bench.run.Judge;
import bench.run.Limits;
import bench.run.Trial;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a history that somebody else recorded. */
@Command(
        name = "judge",
        description = "Judges a history that Maelstrom or Jepsen recorded.",
        exitCodeListHeading = Bench.EXIT_CODES,
        exitCodeList = {
            "0:all holds that Maelstrom checks",
            "1:something does not",
            "2:the history shows nothing",
            Bench.USAGE_TEXT,
            "66:the file is no history of this workload",
            Bench.IO_ERROR_TEXT
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class JudgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "WORKLOAD", description = "What the clients did, by Maelstrom's name for it.")
    private String workload;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Maelstrom's store/latest/history.edn, perhaps compressed by gzip.")
    private Path file;

    @Option(names = "--json", paramLabel = "OUT", description = "Writes the result to this file.")
    private Path json;

    @Option(names = "--strict", description = "What is else a warning fails the history.")
    private boolean strict;

    @Mixin
    private Arguments.JudgedBy judgedBy;

    @Override
    public Integer call() {
        var trial = trial();
        var results = new Output("--json", json);
        var result = judge(Workloads.named(workload), trial);
        result.print(spec.commandLine().getOut());
        results.writeJson(result);
        return switch (result.verdict()) {
            case "pass" -> Bench.PASS;
            case "vacuous" -> Bench.VACUOUS;
            default -> Bench.FAIL;
        };
    }

    /** What one node's clients see says nothing of other nodes: so there is one where nobody says how many. */
    private Trial trial() {
        var known = Workloads.names();
        if (!known.contains(workload))
            throw new UserError("there is no WORKLOAD \"" + workload + "\"."
                    + Spelling.nearest(workload, known)
                            .map(near -> " Did you mean " + near + "?")
                            .orElse("")
                    + " The workloads are " + String.join(", ", known));
        var words = new ArrayList<>(List.of("--workload", workload));
        words.addAll(Arguments.givenIn(spec.commandLine().getParseResult()));
        try {
            var options = Arguments.parse("--node-count 1", words);
            Workloads.named(workload).checker(options); // there may be no such consistency model
            var trial = new Trial(options, Limits.NONE);
            return strict ? trial.strict() : trial;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }

    private <A> JudgedHistory judge(Workload<A> workload, Trial trial) {
        long beganNanos = System.nanoTime();
        var recorded = read(workload);
        try {
            var opinion = Judge.judge(recorded.history(), workload, trial);
            double wallSeconds = (System.nanoTime() - beganNanos) / 1e9;
            return JudgedHistory.of(workload.name(), file.toString(), recorded.history(), opinion, wallSeconds);
        } catch (BadHistory e) {
            throw UserError.ofInput(file + ": " + recorded.located(e).getMessage());
        }
    }

    private <A> EdnHistory<A> read(Workload<A> workload) {
        if (Files.isDirectory(file)) throw UserError.ofInput(file + " is a folder; name the history.edn in it");
        try (var bytes = Files.newInputStream(file)) {
            return EdnHistory.read(bytes, workload.notation());
        } catch (BadHistory e) {
            throw UserError.ofInput(file + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw UserError.ofInput("there is no file " + file);
        } catch (AccessDeniedException e) {
            throw UserError.ofInput(file + " cannot be read: permission denied");
        } catch (IOException e) {
            throw UserError.ofInput(file + " cannot be read: " + e.getMessage());
        }
    }
}
