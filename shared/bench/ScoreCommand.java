package bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import bench.report.Table;
import bench.run.Stage;
import bench.score.Entrant;
import bench.score.Row;
import bench.score.Scores;
import bench.score.Scoring;
import bench.source.SourceProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the stages' answers beside all other known ones. */
@Command(
        name = "score",
        description = "Measures the stages' answers and all their variants on the same seeds.",
        exitCodeListHeading = Bench.EXIT_CODES,
        exitCodeList = {
            "0:all are measured, whatever came of it",
            "1:an answer does not compile, or its constructor throws",
            Bench.USAGE_TEXT,
            Bench.IO_ERROR_TEXT
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STAGE", description = "A stage (3c); all stages where none is named.")
    private List<String> words = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds of each run; 10 where not given.")
    private int seeds = 10;

    @Option(
            names = "--fault-seeds",
            paramLabel = "N",
            description = "How many seeds under each fault; 2 where not given.")
    private int faultSeeds = 2;

    @Option(
            names = "--compare",
            paramLabel = "A,B",
            split = ",",
            description = "Only these two answers, and what the second costs more or less: 4,4-in-memory.")
    private List<String> compared = List.of();

    @Option(names = "--json", paramLabel = "OUT", description = "Writes the scores to this file.")
    private Path json;

    @Option(names = "--markdown", paramLabel = "OUT", description = "Writes the tables to this file, in Markdown.")
    private Path markdown;

    @Option(names = "--adoc", paramLabel = "OUT", description = "Writes the tables to this file, in AsciiDoc.")
    private Path adoc;

    @Override
    public Integer call() throws SourceProblem {
        UserError.unlessBetween("--seeds", seeds, 1, 1_000_000);
        UserError.unlessBetween("--fault-seeds", faultSeeds, 1, 1_000_000);
        if (!compared.isEmpty() && compared.size() != 2)
            throw new UserError("--compare takes two answers: 4,4-in-memory");
        var stages = stages();
        var jsonOut = new Output("--json", json);
        var markdownOut = new Output("--markdown", markdown);
        var adocOut = new Output("--adoc", adoc);
        jsonOut.requireOtherThan(markdownOut);
        jsonOut.requireOtherThan(adocOut);
        markdownOut.requireOtherThan(adocOut);
        var out = spec.commandLine().getOut();
        var tables = new ArrayList<Scores.Table>();
        var scores = new Scores(seeds, faultSeeds, tables);
        out.println(scores.legend());
        for (var stage : stages) {
            var table = new Scores.Table(stage.id(), stage.title(), rows(stage));
            tables.add(table);
            out.println();
            out.print(table.toText());
            if (!compared.isEmpty())
                out.println(Scores.compare(table.rows().getFirst(), table.rows().getLast()));
            out.flush();
            jsonOut.write(to -> to.write(scores.toJson().getBytes(UTF_8))); // who interrupts the next stage has these
            markdownOut.write(to -> to.write(scores.toMarkdown().getBytes(UTF_8)));
            adocOut.write(to -> to.write(scores.toAsciiDoc().getBytes(UTF_8)));
        }
        return Bench.PASS;
    }

    private List<Stage> stages() {
        if (!compared.isEmpty()) return List.of(stage(compared.getFirst().replaceFirst("-.*", "")));
        return words.isEmpty()
                ? Stage.ALL
                : words.stream().map(ScoreCommand::stage).toList();
    }

    private static Stage stage(String word) {
        return Stage.find(word)
                .orElseThrow(() -> new UserError("there is no stage \"" + word + "\"; the stages are "
                        + String.join(", ", Stage.ALL.stream().map(Stage::id).toList())));
    }

    private List<Row> rows(Stage stage) throws SourceProblem {
        var entrants = entrants(stage);
        var bars = new Table(spec.commandLine().getOut(), List.of());
        int runs = new Scoring(seeds, faultSeeds, () -> {}).runs(stage) * entrants.size();
        try (var progress = bars.progress(stage.id(), runs)) {
            return new Scoring(seeds, faultSeeds, progress::step).score(stage, entrants);
        }
    }

    private List<Entrant> entrants(Stage stage) throws SourceProblem {
        var all = Entrant.of(stage, Repository.root());
        if (compared.isEmpty()) return all;
        var chosen = new ArrayList<Entrant>();
        for (var name : compared)
            chosen.add(all.stream()
                    .filter(entrant -> entrant.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UserError("stage " + stage.id() + " has no answer \"" + name + "\"; it has "
                            + String.join(", ", all.stream().map(Entrant::name).toList()))));
        return chosen;
    }
}
