package bench;

import bench.checker.Anomaly.Severity;
import bench.gallery.Exhibit;
import bench.gallery.Gallery;
import bench.gallery.Gallery.Catch;
import bench.gallery.Gallery.Clearance;
import bench.gallery.Gallery.LookAlike;
import bench.gallery.Report;
import bench.report.Table;
import bench.source.SourceProblem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges the judge by nodes of which it is known what is wrong with them. */
@Command(
        name = "gallery",
        description =
                "Judges the judge: wrong nodes must be caught for what is wrong with them, right ones left alone.",
        exitCodeListHeading = Bench.EXIT_CODES,
        exitCodeList = {
            "0:every wrong node was caught, every right one left alone",
            "1:some were not, or a node's file does not compile or does not say what is wrong with it",
            Bench.USAGE_TEXT,
            Bench.IO_ERROR_TEXT
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class GalleryCommand implements Callable<Integer> {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "Only nodes whose file, run or anomaly has this in it.")
    private String pattern = "";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds the right nodes must pass; 10 where not given.")
    private int seeds = 10;

    @Option(names = "--json", paramLabel = "OUT", description = "Writes the results to this file.")
    private Path json;

    @Option(
            names = "--table",
            paramLabel = "OUT",
            description = "Writes to this file, in AsciiDoc, who was caught for each anomaly of each checker.")
    private Path table;

    @Override
    public Integer call() throws SourceProblem {
        UserError.unlessBetween("--seeds", seeds, 1, 1_000_000);
        var exhibits = exhibits();
        var results = new Output("--json", json);
        var caughtBy = new Output("--table", table);
        results.requireOtherThan(caughtBy);
        var catches = show(exhibits);
        var clearances = clear(List.copyOf(Gallery.lookAlikes(exhibits)));
        var report = Report.of(catches, clearances);
        results.write(out -> out.write(report.toJson().getBytes(StandardCharsets.UTF_8)));
        caughtBy.write(out -> out.write(report.toAsciiDoc().getBytes(StandardCharsets.UTF_8)));
        boolean good = catches.stream().allMatch(Catch::isCaught)
                && clearances.stream().allMatch(Clearance::isClean);
        spec.commandLine().getOut().println(report.summary());
        return good ? Bench.PASS : Bench.FAIL;
    }

    private List<Exhibit> exhibits() throws SourceProblem {
        var chosen = Gallery.exhibits(Repository.root()).stream()
                .filter(this::isAskedFor)
                .toList();
        if (chosen.isEmpty())
            throw new UserError("no node of the gallery has \"" + pattern + "\" in its name, run or anomaly; see "
                    + Gallery.nodes(Repository.root()));
        return chosen;
    }

    private boolean isAskedFor(Exhibit exhibit) {
        return exhibit.toString().contains(pattern)
                || exhibit.claims().stream().anyMatch(claim -> claim.anomaly().contains(pattern));
    }

    private List<Catch> show(List<Exhibit> exhibits) {
        var out = spec.commandLine().getOut();
        var catches = new ArrayList<Catch>();
        try (var cores = Executors.newFixedThreadPool(CORES)) {
            var shows = new ArrayList<Future<List<Catch>>>();
            for (var exhibit : exhibits) shows.add(cores.submit(() -> Gallery.show(exhibit)));
            for (var show : shows)
                for (var each : show.get()) {
                    catches.add(each);
                    print(out, each);
                }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between exhibits", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        return catches;
    }

    private static void print(PrintWriter out, Catch each) {
        var verb = each.claim().severity() == Severity.FAILS ? "caught" : "warned";
        var name = each.exhibit().file().getFileName();
        var anomaly = each.claim().anomaly();
        if (each.isCaught())
            out.println("✓ " + verb + "  " + name + "  " + anomaly + ", seed " + each.seed() + " of "
                    + each.exhibit().run());
        else
            out.println("✗ missed  " + name + "  " + anomaly + ", "
                    + each.exhibit().mostSeeds() + " seeds of " + each.exhibit().run() + "\n    " + each.text());
        out.flush();
    }

    private List<Clearance> clear(List<LookAlike> lookAlikes) {
        var out = spec.commandLine().getOut();
        var bars = new Table(out, List.of());
        var clearances = new ArrayList<Clearance>();
        for (var lookAlike : lookAlikes) {
            try (var progress = bars.progress(String.valueOf(lookAlike.file().getFileName()), seeds)) {
                clearances.add(Gallery.clear(lookAlike, seeds, CORES, progress::step));
            }
            var clearance = clearances.getLast();
            var name = lookAlike.file() + "  " + seeds + " seeds of " + lookAlike.run();
            out.println(clearance.isClean() ? "✓ clean   " + name : "✗ accused " + name + "\n    " + clearance.alarm());
            out.flush();
        }
        return clearances;
    }
}
