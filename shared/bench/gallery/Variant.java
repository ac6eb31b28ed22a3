package bench.gallery;

import bench.run.Stage;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Another answer to a stage than ours, right or wrong, and what is expected of it. The file itself tells that, below JBang's
 * directives:
 *
 * <pre>
 * // idea: one key in seq-kv by compare-and-set, read plainly
 * // source: who published it, or where it comes from
 * // passes: 4                         a run without failure and warning, written as an {@link Exhibit}'s; there may be several
 * // survives: partition, loss         faults under which, one at a time, the stage's runs pass as well
 * // run: 4                            a run that shows what is wrong, and what that is, as an {@link Exhibit} tells it
 * </pre>
 *
 * @param stage the one that the file's name begins with
 * @param survives words of {@code --faults}; empty where it promises nothing
 */
public record Variant(
        Path file,
        Stage stage,
        String idea,
        String source,
        List<String> survives,
        List<String> passes,
        List<Exhibit> exhibits) {
    private static final Path VARIANTS = Path.of("challenges", "variants");

    private static final Pattern HEADER =
            Pattern.compile("^// (idea|source|passes|survives): (.+)$", Pattern.MULTILINE);

    /** The folder of the variants in the clone at {@code root}. */
    public static Path folder(Path root) {
        return root.resolve(VARIANTS);
    }

    /**
     * All variants, by the names of their files.
     *
     * @throws SourceProblem where a header is not complete or cannot be understood
     */
    public static List<Variant> all(Path root) throws SourceProblem {
        return of("", root);
    }

    /** Those of one stage, as {@link #all} gives them; the others' files are not read. */
    public static List<Variant> of(Stage stage, Path root) throws SourceProblem {
        return of(stage.id() + "-", root);
    }

    private static List<Variant> of(String prefix, Path root) throws SourceProblem {
        var variants = new ArrayList<Variant>();
        for (var file : Gallery.files(folder(root)))
            if (String.valueOf(file.getFileName()).startsWith(prefix)) variants.add(of(NodeSource.read(file), root));
        return variants;
    }

    private static Variant of(NodeSource source, Path root) throws SourceProblem {
        var lines = new TreeMap<String, List<String>>();
        HEADER.matcher(source.text())
                .results()
                .forEach(line -> lines.computeIfAbsent(line.group(1), name -> new ArrayList<>())
                        .add(line.group(2).strip()));
        var variant = new Variant(
                source.file(),
                stage(source),
                only("idea", lines, source),
                only("source", lines, source),
                lines.getOrDefault("survives", List.of()).stream()
                        .flatMap(line -> Stream.of(line.split(", *")))
                        .toList(),
                lines.getOrDefault("passes", List.of()),
                Exhibit.in(source, root));
        if (variant.passes.isEmpty() && variant.exhibits.isEmpty())
            throw new SourceProblem(source.file() + " says neither \"// passes:\" nor \"// run:\"");
        variant.checkRuns();
        return variant;
    }

    private static Stage stage(NodeSource source) throws SourceProblem {
        var name = String.valueOf(source.file().getFileName());
        return Stage.find(name.replaceFirst("-.*", ""))
                .orElseThrow(
                        () -> new SourceProblem(source.file() + ": its name must begin with a stage and a hyphen"));
    }

    private static String only(String name, Map<String, List<String>> lines, NodeSource source) throws SourceProblem {
        var values = lines.getOrDefault(name, List.of());
        if (values.size() == 1) return values.getFirst();
        throw new SourceProblem(source.file() + " needs one line \"// " + name + ":\" and has " + values.size());
    }

    private void checkRuns() throws SourceProblem {
        var runs = new ArrayList<>(passes);
        survives.forEach(fault -> runs.add(stage.id() + " --faults " + fault));
        for (var run : runs)
            try {
                Exhibit.trials(run);
            } catch (IllegalArgumentException e) {
                throw new SourceProblem(file + ": \"" + run + "\": " + e.getMessage());
            }
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
