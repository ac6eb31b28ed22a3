package bench.gallery;

import bench.checker.Anomaly;
import bench.gallery.Exhibit.Claim;
import bench.run.Outcome;
import bench.run.Seeds;
import bench.run.Simulation;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.Nodes;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.LongStream;

/**
 * Judges the judge: each wrong node has to be caught for what is wrong with it, and each right one that looks like it has to be
 * left alone.
 */
public final class Gallery {
    private static final Path NODES = Path.of("tests", "gallery", "nodes");

    private Gallery() {}

    /**
     * What became of a claim.
     *
     * @param seed the first that showed the anomaly; null where none did
     * @param checker who found it; null where nobody did
     * @param text how it was told, or what was there to see instead
     */
    public record Catch(Exhibit exhibit, Claim claim, Long seed, String checker, String text) {
        public boolean isCaught() {
            return seed != null;
        }
    }

    /** A right node, and the run in which it looks like a wrong one. */
    public record LookAlike(Path file, String run) {}

    /**
     * What was said of a right node.
     *
     * @param alarm what is held against it; null where nothing is
     */
    public record Clearance(LookAlike lookAlike, int seeds, String alarm) {
        public boolean isClean() {
            return alarm == null;
        }
    }

    /** The folder of the nodes in the clone at {@code root}. */
    public static Path nodes(Path root) {
        return root.resolve(NODES);
    }

    /**
     * All exhibits, by the names of their files.
     *
     * @param root the clone's top folder
     * @throws SourceProblem where a file's header cannot be understood
     */
    public static List<Exhibit> exhibits(Path root) throws SourceProblem {
        var exhibits = new ArrayList<Exhibit>();
        for (var file : files(nodes(root))) exhibits.addAll(Exhibit.in(NodeSource.read(file), root));
        return exhibits;
    }

    static List<Path> files(Path folder) throws SourceProblem {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceProblem("the folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    /** The right nodes beside {@code exhibits}, each with each run that it has to pass, once. */
    public static SequencedSet<LookAlike> lookAlikes(List<Exhibit> exhibits) {
        var lookAlikes = new LinkedHashSet<LookAlike>();
        for (var exhibit : exhibits) lookAlikes.add(new LookAlike(exhibit.lookAlike(), exhibit.run()));
        return lookAlikes;
    }

    /** Runs an exhibit on seeds 1, 2, ... until all that is claimed has been seen, or it has had as many as it may. */
    public static List<Catch> show(Exhibit exhibit) {
        var caught = new ArrayList<Catch>();
        var open = new ArrayList<>(exhibit.claims());
        var seen = new LinkedHashMap<String, String>(); // by type
        try {
            var nodes = NodeSource.read(exhibit.file()).load();
            boolean runs = true; // one that hangs does so on every seed, and each time it takes seconds to know
            for (long seed = 1; runs && seed <= exhibit.mostSeeds() && !open.isEmpty(); seed++)
                for (var trial : exhibit.trials()) {
                    if (open.isEmpty()) break;
                    var outcome = run(nodes, trial, seed, seed == 1 && exhibit.isOfDeterminism());
                    for (var anomaly : findings(outcome)) {
                        open.stream()
                                .filter(claim -> claim.isMetBy(anomaly))
                                .findFirst()
                                .ifPresent(claim -> {
                                    open.remove(claim);
                                    caught.add(caught(exhibit, claim, trial, outcome, anomaly));
                                });
                        seen.putIfAbsent(anomaly.type(), anomaly.type() + ": " + anomaly.text());
                        runs &= !anomaly.type().equals("node failure");
                    }
                }
        } catch (SourceProblem e) {
            seen.put("source", e.getMessage());
        }
        var instead = seen.isEmpty() ? "nothing was found" : String.join("\n    ", seen.values());
        for (var claim : open) caught.add(new Catch(exhibit, claim, null, null, instead));
        return caught;
    }

    /** That a run shows nothing is no verdict on the node, but all that can be said of one that does nothing. */
    private static List<Anomaly> findings(Outcome outcome) {
        var findings = new ArrayList<>(outcome.anomalies());
        if (outcome.vacuous() != null) findings.add(Anomaly.fails("vacuous", 1, outcome.vacuous()));
        return findings;
    }

    private static Catch caught(Exhibit exhibit, Claim claim, Trial trial, Outcome outcome, Anomaly anomaly) {
        var workload = Workloads.named(trial.options().workload());
        boolean ofChecker = outcome.findings().anomalies().contains(anomaly);
        var checker = ofChecker ? workload.checker(trial.options()).getClass().getSimpleName() : "Judge";
        return new Catch(exhibit, claim, outcome.seed(), checker, anomaly.text());
    }

    private static Outcome run(Nodes nodes, Trial trial, long seed, boolean twice) {
        var workload = Workloads.named(trial.options().workload());
        return twice ? Simulation.runTwice(nodes, workload, trial, seed) : Simulation.run(nodes, workload, trial, seed);
    }

    /**
     * Runs a right node on seeds 1 to {@code seeds}. Seed 1 is run twice, as {@code check} does. A warning is an alarm as well.
     *
     * @param atOnce how many run at the same time
     * @param whenOneIsDone called after each seed, from any thread
     */
    public static Clearance clear(LookAlike lookAlike, int seeds, int atOnce, Runnable whenOneIsDone) {
        try {
            var nodes = NodeSource.read(lookAlike.file).load();
            var trials = Exhibit.trials(lookAlike.run);
            var alarms = Seeds.each(
                    LongStream.rangeClosed(1, seeds).boxed().toList(),
                    atOnce,
                    seed -> trials.stream()
                            .map(trial -> alarm(run(nodes, trial, seed, seed == 1)))
                            .toList(),
                    found -> false,
                    whenOneIsDone);
            return new Clearance(lookAlike, seeds, firstOf(alarms));
        } catch (SourceProblem e) {
            return new Clearance(lookAlike, seeds, e.getMessage());
        }
    }

    private record Alarm(long seed, Verdict verdict, String text) {}

    private static Alarm alarm(Outcome outcome) {
        var text = outcome.anomalies().stream()
                .findFirst()
                .map(anomaly -> anomaly.type() + ": " + anomaly.text())
                .orElse(outcome.vacuous());
        return new Alarm(outcome.seed(), outcome.verdict(), text);
    }

    /** What is wrong, or why no seed shows anything; a single seed may show nothing. */
    private static String firstOf(List<List<Alarm>> alarms) {
        var all = alarms.stream().flatMap(List::stream).toList();
        boolean showsSomething = all.stream().anyMatch(alarm -> alarm.verdict == Verdict.PASS);
        return all.stream()
                .filter(alarm -> alarm.text != null && (alarm.verdict != Verdict.VACUOUS || !showsSomething))
                .findFirst()
                .map(alarm -> "seed " + alarm.seed + ": " + alarm.text)
                .orElse(null);
    }
}
