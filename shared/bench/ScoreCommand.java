package bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import bench.report.Table;
import bench.run.Stage;
import bench.score.Entrant;
import bench.score.Grid;
import bench.score.Paper;
import bench.score.Row;
import bench.score.Scores;
import bench.score.Scoring;
import bench.score.Sweep;
import bench.score.Sweeping;
import bench.score.Sweeps;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the stages' answers beside all other known ones, or shows how their cost grows. */
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
    private static final int SEEDS = 10;
    private static final int FAULT_SEEDS = 2;
    private static final int SWEEP_SEEDS = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STAGE", description = "A stage (3c); all stages where none is named.")
    private List<String> words = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "How many seeds of each run; " + SEEDS + " where not given, and " + SWEEP_SEEDS + " in a sweep.")
    private Integer givenSeeds;

    @Option(
            names = "--fault-seeds",
            paramLabel = "N",
            description = "How many seeds under each fault; " + FAULT_SEEDS + " where not given.")
    private Integer givenFaultSeeds;

    @Option(
            names = "--compare",
            paramLabel = "A,B",
            split = ",",
            description = "Only these two answers, and what the second costs more or less: 4,4-in-memory.")
    private List<String> compared = List.of();

    @Option(
            names = "--sweep",
            paramLabel = "RANGES",
            split = ",",
            description =
                    "Instead: how an answer's cost grows, one table each: rate=10..100000,nodes=2..50,latency=1..1000,"
                            + " in steps of 1, 2, 5, 10; nodes=9,nodes=49 is these two. Needs a STAGE, or --compare.")
    private List<String> ranges = List.of();

    @Option(names = "--keep", description = "Writes each stage's tables and data to docs/measured/score as well.")
    private boolean keep;

    @Option(names = "--json", paramLabel = "OUT", description = "Writes the scores to this file.")
    private Path json;

    @Option(names = "--markdown", paramLabel = "OUT", description = "Writes the tables to this file, in Markdown.")
    private Path markdown;

    @Option(names = "--adoc", paramLabel = "OUT", description = "Writes the tables to this file, in AsciiDoc.")
    private Path adoc;

    private int seeds;
    private int faultSeeds;
    private Output jsonOut;
    private Output markdownOut;
    private Output adocOut;

    @Override
    public Integer call() throws SourceProblem {
        seeds = givenSeeds != null ? givenSeeds : ranges.isEmpty() ? SEEDS : SWEEP_SEEDS;
        faultSeeds = givenFaultSeeds != null ? givenFaultSeeds : FAULT_SEEDS;
        UserError.unlessBetween("--seeds", seeds, 1, 1_000_000);
        UserError.unlessBetween("--fault-seeds", faultSeeds, 1, 1_000_000);
        if (!compared.isEmpty() && compared.size() != 2)
            throw new UserError("--compare takes two answers: 4,4-in-memory");
        if (!compared.isEmpty() && !words.isEmpty())
            throw new UserError("--compare names the stage itself: leave out " + String.join(" ", words));
        if (keep && !compared.isEmpty()) throw new UserError("--keep keeps whole tables: leave out --compare");
        if (!ranges.isEmpty() && givenFaultSeeds != null)
            throw new UserError("--sweep strikes with no faults of its own: leave out --fault-seeds");
        if (!ranges.isEmpty() && words.isEmpty() && compared.isEmpty())
            throw new UserError("--sweep takes long: name the stage, score 3d --sweep nodes=5..50");
        var stages = stages();
        jsonOut = new Output("--json", json);
        markdownOut = new Output("--markdown", markdown);
        adocOut = new Output("--adoc", adoc);
        jsonOut.requireOtherThan(markdownOut);
        jsonOut.requireOtherThan(adocOut);
        markdownOut.requireOtherThan(adocOut);
        if (ranges.isEmpty()) score(stages);
        else sweep(stages, sweepsOf(stages));
        return Bench.PASS;
    }

    private List<Stage> stages() {
        if (!compared.isEmpty()) return List.of(stage(compared.getFirst().replaceFirst("-.*", "")));
        return words.isEmpty()
                ? Stage.ALL
                : words.stream().map(ScoreCommand::stage).toList();
    }

    private static Stage stage(String word) {
        var known = Stage.ALL.stream().map(Stage::id).toList();
        return Stage.find(word).orElseThrow(() -> unknown("there is no stage \"" + word + "\".", word, known));
    }

    private static UserError unknown(String problem, String word, List<String> known) {
        return new UserError(problem
                + Spelling.nearest(word, known)
                        .map(near -> " Did you mean " + near + "?")
                        .orElse("")
                + " There are " + String.join(", ", known));
    }

    private void score(List<Stage> stages) throws SourceProblem {
        var done = new ArrayList<Scores.OfStage>();
        var scores = new Scores(seeds, faultSeeds, done);
        spec.commandLine().getOut().println(scores.legend());
        for (var stage : stages) {
            var scored = Scores.OfStage.of(stage, rows(stage));
            done.add(scored);
            print(scored.grids());
            if (!compared.isEmpty())
                spec.commandLine()
                        .getOut()
                        .println(Scores.compare(
                                scored.rows().getFirst(), scored.rows().getLast()));
            write(scores);
            if (keep) keep(stage.id(), new Scores(seeds, faultSeeds, List.of(scored)));
        }
    }

    private List<Row> rows(Stage stage) throws SourceProblem {
        var entrants = entrants(stage);
        int runs = new Scoring(seeds, faultSeeds, () -> {}).runs(stage) * entrants.size();
        try (var progress = progress(stage, runs)) {
            return new Scoring(seeds, faultSeeds, progress::step).score(stage, entrants);
        }
    }

    /** Before anything runs, all that can be wrong with them is told. */
    private List<Sweep> sweepsOf(List<Stage> stages) {
        try {
            var sweeps = Sweep.parse(ranges);
            for (var stage : stages) for (var sweep : sweeps) sweep.steps(stage);
            return sweeps;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }

    private void sweep(List<Stage> stages, List<Sweep> sweeps) throws SourceProblem {
        var all = new ArrayList<Sweeps.OfAnswer>();
        spec.commandLine().getOut().println(new Sweeps(seeds, all).legend());
        for (var stage : stages) {
            var ofStage = new ArrayList<Sweeps.OfAnswer>();
            var entrants = compared.isEmpty() ? entrants(stage).subList(0, 1) : entrants(stage);
            for (var entrant : entrants)
                for (var sweep : sweeps) {
                    var swept = sweep(stage, entrant, sweep);
                    print(Stream.of(swept.gridWithTime()));
                    ofStage.add(swept);
                    all.add(swept);
                    write(new Sweeps(seeds, all));
                }
            if (keep) keep(stage.id() + "-sweep", new Sweeps(seeds, ofStage));
        }
    }

    private Sweeps.OfAnswer sweep(Stage stage, Entrant entrant, Sweep sweep) throws SourceProblem {
        try (var progress = progress(stage, new Sweeping(seeds, () -> {}).runs(sweep))) {
            return new Sweeping(seeds, progress::step).measure(stage, entrant, sweep);
        }
    }

    private Table.Progress progress(Stage stage, int runs) {
        return new Table(spec.commandLine().getOut(), List.of()).progress(stage.id(), runs);
    }

    private void print(Stream<Grid> grids) {
        var out = spec.commandLine().getOut();
        grids.forEach(grid -> out.print("\n" + grid.toText()));
        out.flush();
    }

    /** After each table: who interrupts the next one has these. */
    private void write(Paper paper) {
        jsonOut.write(to -> to.write(paper.toJson().getBytes(UTF_8)));
        markdownOut.write(to -> to.write(paper.toMarkdown().getBytes(UTF_8)));
        adocOut.write(to -> to.write(paper.toAsciiDoc().getBytes(UTF_8)));
    }

    private static void keep(String name, Paper paper) {
        var folder = Repository.root().resolve("docs/measured/score");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError("--keep: " + UserError.reason(e));
        }
        new Output("--keep", folder.resolve(name + ".json"))
                .write(to -> to.write(paper.toJson().getBytes(UTF_8)));
        new Output("--keep", folder.resolve(name + ".adoc"))
                .write(to -> to.write(paper.toAsciiDocPart().getBytes(UTF_8)));
    }

    private List<Entrant> entrants(Stage stage) throws SourceProblem {
        var all = Entrant.of(stage, Repository.root());
        if (compared.isEmpty()) return all;
        var chosen = new ArrayList<Entrant>();
        var names = all.stream().map(Entrant::name).toList();
        for (var name : compared)
            chosen.add(all.stream()
                    .filter(entrant -> entrant.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> unknown("stage " + stage.id() + " has no answer \"" + name + "\".", name, names)));
        return chosen;
    }
}
