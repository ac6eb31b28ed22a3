package bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import bench.edn.EdnHistory;
import bench.edn.Notation;
import bench.history.History;
import bench.report.HistoryFile;
import bench.report.Result;
import bench.report.SearchResult;
import bench.report.StageResult;
import bench.report.Table;
import bench.run.Arguments;
import bench.run.Outcome;
import bench.run.ProcessRun;
import bench.run.Seeds;
import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Trial;
import bench.run.Verdict;
import bench.search.Search;
import bench.source.NodeSource;
import bench.source.Nodes;
import bench.source.SourceProblem;
import bench.story.Storyteller;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges stages or files: by simulation over many seeds, or as real processes. */
@Command(
        name = "check",
        description = "Judges the stages' answers, or any file with a node.",
        exitCodeListHeading = Bench.EXIT_CODES,
        exitCodeList = {
            "0:every run passed",
            "1:some run failed, or a file has no node that can run: it does not compile, or its constructor throws",
            "2:none failed, but some showed nothing: vacuous is no pass",
            Bench.USAGE_TEXT,
            Bench.IO_ERROR_TEXT
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class CheckCommand implements Callable<Integer> {
    private static final int DEFAULT_SEEDS = 20;
    private static final String NO_STORY = "    no story: ";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STAGE|FILE",
            description = "A stage (3c) or a .java file; all stages where none is named.")
    private List<String> words = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds, from 1 on; 20 where not given.")
    private Integer seedCount;

    @Option(names = "--seed", paramLabel = "K", description = "This seed only: what failed once fails again.")
    private Long seed;

    @Option(names = "--json", paramLabel = "OUT", description = "Writes the results to this file.")
    private Path json;

    @Option(
            names = "--history",
            paramLabel = "OUT",
            description =
                    "Writes one run's operations, one a line: as Jepsen does where OUT ends in .edn, else in JSON.")
    private Path history;

    @Option(names = "--processes", description = "Real processes in real time instead of the simulation.")
    private boolean processes;

    @Option(names = "--bin", paramLabel = "PROGRAM", description = "With --processes: the node, in any language.")
    private Path program;

    @Option(names = "--strict", description = "What is else a warning fails the run.")
    private boolean strict;

    @Option(names = "--no-story", description = "Does not look for why a run fails: shrinking it may take long.")
    private boolean noStory;

    @Option(
            names = "--trace",
            description =
                    "Shows all that happens: in the shrunk run of what failed, or in the one --seed that did not.")
    private boolean trace;

    @Mixin
    private Searching searching;

    @Mixin
    private Arguments arguments;

    private List<String> given;

    /** A way to run a seed of a trial. */
    @FunctionalInterface
    private interface Runner {
        Outcome run(Workload<?> workload, Trial trial, long seed);
    }

    /** A target that is ready to run: all that can be wrong with it has been looked for. */
    private record Job(Target target, List<Trial> trials, Runner runner, Optional<Simulated> simulated) {}

    /** What makes the nodes of a simulation. */
    private record Simulated(NodeSource source, Nodes nodes) {}

    @Override
    public Integer call() throws SourceProblem {
        given = Arguments.givenIn(spec.commandLine().getParseResult());
        searching.require(processes, seedCount != null, seed != null, history != null);
        var seeds = seeds();
        var jobs = new ArrayList<Job>();
        for (var target : targets()) jobs.add(prepare(target));
        var results = new Output("--json", json);
        var operations = new Output("--history", history);
        results.requireOtherThan(operations);
        var table = new Table(
                spec.commandLine().getOut(),
                jobs.stream().map(job -> job.target.name()).toList());
        var runs = new ArrayList<Result>();
        for (var job : jobs) {
            runs.add(searching.isAsked() ? search(job, table) : judge(job, seeds, table, operations));
            results.writeJson(Map.of("runs", runs)); // who interrupts the next stage has these
        }
        if (runs.stream().anyMatch(Result::failed)) return Bench.FAIL;
        return runs.stream().anyMatch(Result::showsNothing) ? Bench.VACUOUS : Bench.PASS;
    }

    private List<Long> seeds() {
        if (seed != null && seedCount != null)
            throw new UserError("--seed names one seed, --seeds says how many: give one of them");
        if (seed != null) return List.of(seed);
        int count = seedCount != null ? seedCount : processes ? 1 : DEFAULT_SEEDS;
        UserError.unlessBetween("--seeds", count, 1, 1_000_000);
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private List<Target> targets() {
        if (program != null && !processes) throw new UserError("--bin names a process: add --processes");
        if (trace && noStory) throw new UserError("--trace shows the run that a story tells of: leave out --no-story");
        if (program != null && words.size() != 1 && !isProgramOnly())
            throw new UserError("--bin needs the one stage to judge it by, check 3c --processes --bin ...,"
                    + " or else a --workload");
        var all = words.isEmpty() ? Stage.ALL.stream().map(Stage::id).toList() : words;
        if (trace && processes) throw new UserError("--trace sees into the simulation only: leave out --processes");
        if (history != null && (all.size() != 1 && !isProgramOnly() || seeds().size() != 1))
            throw new UserError("--history writes one run: name one stage and a --seed");
        return isProgramOnly()
                ? List.of(Target.of(program))
                : all.stream().map(Target::named).toList();
    }

    /** Whether the options say by what the program is to be judged, as they do to Maelstrom. */
    private boolean isProgramOnly() {
        return program != null && words.isEmpty() && given.contains("--workload");
    }

    private Job prepare(Target target) throws SourceProblem {
        var trials = searching.runs(target.trials(given)).stream()
                .map(trial -> strict ? trial.strict() : trial)
                .toList();
        long first = seeds().getFirst();
        if (processes) {
            if (!trials.getFirst().options().faults().isEmpty())
                throw new UserError(
                        "--faults strike in simulation only; with --processes there is --nemesis partition");
            var command = BinCommand.command(program != null ? program : target.file());
            var hazards = program != null
                    ? List.<String>of()
                    : NodeSource.read(target.file()).hazardsAsProcess();
            return new Job(
                    target,
                    trials,
                    (workload, trial, seed) -> {
                        var outcome = ProcessRun.run(command, workload, trial, seed);
                        return seed == first ? Simulation.withHazards(outcome, hazards, trial) : outcome;
                    },
                    Optional.empty());
        }
        var source = NodeSource.read(target.file());
        var nodes = source.load();
        return new Job(
                target,
                trials,
                (workload, trial, seed) -> seed == first
                        ? Simulation.runTwice(nodes, workload, trial, seed)
                        : Simulation.run(nodes, workload, trial, seed),
                Optional.of(new Simulated(source, nodes)));
    }

    private SearchResult search(Job job, Table table) throws SourceProblem {
        var made = job.simulated.orElseThrow();
        Search.Result found;
        SearchResult result;
        try (var lastWords = new LastWords(searching::stop)) {
            long beganNanos = System.nanoTime();
            found = searching.search(job.target, job.trials, made.nodes, seed, table);
            double wallSeconds = (System.nanoTime() - beganNanos) / 1e9;
            result = SearchResult.of(job.target.name(), job.target.file().toString(), found, wallSeconds);
            table.print(result, result.failed() ? replay(job.target, result) : "");
            if (searching.isStopped()) table.print(List.of("Interrupted: this is what was seen by then."));
        }
        if (!result.failed()) return result;
        var replay = replay(job.target, result);
        var failure = found.failure().orElseThrow();
        if (noStory) return result;
        var untold = Storyteller.whyNone(failure.outcome());
        if (untold.isPresent()) {
            table.print(List.of(NO_STORY + untold.get()));
            return result;
        }
        return new Explainer(table, trace)
                .explain(job.target.name(), made.source, made.nodes, failure.trial(), failure.seed(), replay)
                .map(result::with)
                .orElse(result);
    }

    private String replay(Target target, SearchResult failed) {
        return replay(target, failed.failure().schedule()) + failed.failure().seed();
    }

    private StageResult judge(Job job, List<Long> seeds, Table table, Output operations) throws SourceProblem {
        long beganNanos = System.nanoTime();
        var runs = new ArrayList<List<Outcome>>();
        try (var progress = table.progress(job.target.name(), (long) seeds.size() * job.trials.size())) {
            for (var trial : job.trials) runs.add(run(job.runner, trial, seeds, progress::step));
        }
        double wallSeconds = (System.nanoTime() - beganNanos) / 1e9;
        var result = StageResult.of(job.target.name(), job.target.file().toString(), runs, wallSeconds);
        table.print(result, replay(job.target, searching.schedule()));
        if (processes && result.failed()) table.print(List.of(noStory(job.target)));
        var worst = runs.stream()
                .flatMap(List::stream)
                .reduce((a, b) -> b.verdict().compareTo(a.verdict()) > 0 ? b : a)
                .orElseThrow();
        var workload = Workloads.named(job.trials.getFirst().options().workload());
        operations.write(out -> write(worst.history(), workload.notation(), new OutputStreamWriter(out, UTF_8)));
        return job.simulated.isPresent() ? explain(job, job.simulated.get(), runs, result, table) : result;
    }

    /** Says why there is none, and where there may be one. */
    private String noStory(Target target) {
        var missing = NO_STORY + "of processes we see what clients see, not what passes between nodes";
        if (program != null) return missing;
        var simulated = new StringBuilder(command(target));
        for (var word : given) simulated.append(' ').append(quoted(word));
        return missing + "; in simulation we see all: " + simulated;
    }

    /** As Jepsen does where the file's name asks for EDN, and as JSON otherwise. */
    private void write(History<?> run, Notation<?> notation, Writer writer) throws IOException {
        if (history.toString().endsWith(".edn")) EdnHistory.write(run, notation, writer);
        else HistoryFile.write(run, writer);
    }

    /** Tells why the first seed that failed did so. */
    private StageResult explain(Job job, Simulated made, List<List<Outcome>> runs, StageResult result, Table table)
            throws SourceProblem {
        var explainer = new Explainer(table, trace);
        if (!result.failed()) {
            if (trace && seed != null)
                for (var trial : job.trials) explainer.show(made.source, made.nodes, trial, seed);
            else if (trace)
                table.print(List.of("    no trace: no run failed; to see one of them: "
                        + replay(job.target, searching.schedule())
                        + runs.getFirst().getFirst().seed()
                        + " --trace"));
            return result;
        }
        if (noStory) return result;
        long failing = result.firstFailingSeed();
        for (int i = 0; i < runs.size() && !result.found(Simulation.NOT_DETERMINISTIC); i++)
            if (runs.get(i).stream()
                    .anyMatch(outcome -> outcome.seed() == failing
                            && outcome.verdict() == Verdict.FAIL
                            && Storyteller.whyNone(outcome).isEmpty()))
                return explainer
                        .explain(
                                job.target.name(),
                                made.source,
                                made.nodes,
                                job.trials.get(i),
                                failing,
                                replay(job.target, searching.schedule()) + failing)
                        .map(result::with)
                        .orElse(result);
        table.print(List.of(NO_STORY + untold(runs, result)));
        return result;
    }

    private static String untold(List<List<Outcome>> runs, StageResult result) {
        return runs.stream()
                .flatMap(List::stream)
                .filter(outcome -> outcome.seed() == result.firstFailingSeed() && outcome.verdict() == Verdict.FAIL)
                .flatMap(outcome -> Storyteller.whyNone(outcome).stream())
                .findFirst()
                .orElseThrow();
    }

    /** Simulated seeds run on all cores; processes have the machine for themselves. */
    private List<Outcome> run(Runner runner, Trial trial, List<Long> seeds, Runnable whenOneIsDone) {
        var workload = Workloads.named(trial.options().workload());
        int atOnce = processes ? 1 : Runtime.getRuntime().availableProcessors();
        return Seeds.each(
                seeds,
                atOnce,
                seed -> {
                    var outcome = runner.run(workload, trial, seed);
                    return history != null ? outcome : outcome.withoutHistory();
                },
                Outcome::hasNodeFailure,
                whenOneIsDone);
    }

    /**
     * The command that runs a seed again, but for the seed.
     *
     * @param schedule of that run; null where it has none
     */
    private String replay(Target target, String schedule) {
        var command = new StringBuilder(command(target));
        if (strict) command.append(" --strict");
        if (processes) command.append(" --processes");
        if (program != null) command.append(" --bin ").append(quoted(program.toString()));
        for (var word : given) command.append(' ').append(quoted(word));
        if (schedule != null) command.append(" --schedule ").append(quoted(schedule));
        return command.append(" --seed ").toString();
    }

    private String command(Target target) {
        if (isProgramOnly()) return "./jbang check";
        boolean isStage = target.stage().isPresent() && !target.name().endsWith(".java");
        return "./jbang check "
                + (isStage ? target.name() : quoted(target.file().toString()));
    }

    /** As a shell has to be given it. */
    private static String quoted(String word) {
        return word.matches("[\\w./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
