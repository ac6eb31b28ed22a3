package bench.gallery;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Stage;
import bench.run.Trial;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A node that is wrong in one known way, and what the bench has to say of it. The file itself tells that, below JBang's
 * directives:
 *
 * <pre>
 * // run: 3c                           a stage, or Maelstrom's options, or a stage and options that win over its own
 * // caught for: lost                  an anomaly that has to fail a run, or "vacuous"; "warned of" where it only warns
 * // told: value \d+ was acknowledged  what its sentence matches; may be left out
 * // seeds: 20                         the most that it may take
 * // look-alike: challenges/3c.java    a right node that passes the same runs, from the clone's top folder; may be left out where
 *                                     it is the answer to the stage
 * </pre>
 *
 * <p>Another {@code run} begins another exhibit of the same node. A long one goes on in lines that begin with an option.
 *
 * @param run a stage's id or Maelstrom's options
 * @param mistake what is wrong with the node, in the words of its comment
 */
public record Exhibit(Path file, String run, List<Claim> claims, int mostSeeds, Path lookAlike, String mistake) {
    private static final int SEEDS_AT_MOST = 200;

    private static final Pattern HEADER = Pattern.compile(
            "^// (run|caught for|warned of|told|seeds|look-alike): (.+(\n// --.+)*)$", Pattern.MULTILINE);

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    /**
     * An anomaly that has to be found.
     *
     * @param anomaly its type
     * @param told what is to be found in its sentence
     */
    public record Claim(String anomaly, Severity severity, Pattern told) {
        boolean isMetBy(Anomaly found) {
            return found.type().equals(anomaly)
                    && found.severity() == severity
                    && told.matcher(found.text()).find();
        }
    }

    /** The lines of one {@code run}, as far as they have been read. */
    private static final class Draft {
        private final String run;
        private final int begin;
        private final List<Claim> claims = new ArrayList<>();
        private int mostSeeds;
        private Path lookAlike;

        /** @param begin where it begins in the file */
        Draft(String run, int begin) {
            this.run = run;
            this.begin = begin;
            this.lookAlike = Stage.find(run.split(" ")[0])
                    .map(stage -> Path.of("challenges", stage.id() + ".java"))
                    .orElse(null);
        }

        /** @throws IllegalArgumentException where this line cannot stand here */
        void take(String name, String value) {
            switch (name) {
                case "caught for" -> claims.add(new Claim(value, Severity.FAILS, Pattern.compile("")));
                case "warned of" -> claims.add(new Claim(value, Severity.WARNS, Pattern.compile("")));
                case "told" -> {
                    if (claims.isEmpty())
                        throw new IllegalArgumentException("it must follow the anomaly it is told of");
                    var claim = claims.removeLast();
                    claims.add(new Claim(claim.anomaly, claim.severity, Pattern.compile(value)));
                }
                case "seeds" -> {
                    mostSeeds = value.matches("\\d{1,4}") ? Integer.parseInt(value) : 0;
                    if (mostSeeds < 1 || mostSeeds > SEEDS_AT_MOST)
                        throw new IllegalArgumentException("it must be between 1 and " + SEEDS_AT_MOST);
                }
                default -> lookAlike = Path.of(value);
            }
        }

        String missing() {
            if (claims.isEmpty()) return "caught for";
            if (mostSeeds == 0) return "seeds";
            return lookAlike == null ? "look-alike" : null;
        }
    }

    /**
     * What a file says of itself.
     *
     * @param root the clone's top folder, where look-alikes are named from
     * @return its exhibits; none where it has no header, since it is a right node
     * @throws SourceProblem where the header is not complete or cannot be understood
     */
    static List<Exhibit> in(NodeSource source, Path root) throws SourceProblem {
        var drafts = new ArrayList<Draft>();
        var lines = HEADER.matcher(source.text());
        while (lines.find()) {
            var name = lines.group(1);
            var value = lines.group(2).replace("\n//", "").strip();
            try {
                if (name.equals("run")) drafts.add(new Draft(value, lines.start()));
                else if (drafts.isEmpty()) throw new IllegalArgumentException("it must follow a \"// run:\"");
                else drafts.getLast().take(name, value);
                if (name.equals("run")) trials(value);
            } catch (PatternSyntaxException e) {
                throw problem(source, lines.start(), "it is no regular expression: " + e.getDescription());
            } catch (IllegalArgumentException e) {
                throw problem(source, lines.start(), e.getMessage());
            }
        }
        var exhibits = new ArrayList<Exhibit>();
        for (var draft : drafts) {
            if (draft.missing() != null)
                throw problem(source, draft.begin, "there is no \"// " + draft.missing() + ":\" for it");
            exhibits.add(new Exhibit(
                    source.file(),
                    draft.run,
                    List.copyOf(draft.claims),
                    draft.mostSeeds,
                    root.resolve(draft.lookAlike),
                    mistake(source)));
        }
        return exhibits;
    }

    private static SourceProblem problem(NodeSource source, int begin, String what) {
        var before = source.text().substring(0, begin);
        var line = source.text().substring(begin).lines().findFirst().orElseThrow();
        return new SourceProblem(source.file() + ":" + (before.lines().count() + 1) + ": \"" + line + "\": " + what);
    }

    private static String mistake(NodeSource source) throws SourceProblem {
        var comment = COMMENT.matcher(source.text());
        if (!comment.find()) throw new SourceProblem(source.file() + " has no comment that says what is wrong with it");
        return comment.group(1)
                .replaceAll("\\n \\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The runs that have to show it. */
    List<Trial> trials() {
        return trials(run);
    }

    /** @throws IllegalArgumentException where this is neither a stage nor Maelstrom's options */
    public static List<Trial> trials(String run) {
        var words = List.of(run.split(" "));
        var stage = Stage.find(words.getFirst());
        if (stage.isEmpty()) return List.of(new Trial(Arguments.parse(run, List.of()), Limits.NONE));
        var more = words.subList(1, words.size());
        return stage.get().runs().stream().map(official -> official.with(more)).toList();
    }

    /** Whether two runs of one seed have to differ. */
    boolean isOfDeterminism() {
        return claims.stream().anyMatch(claim -> claim.anomaly.equals("not deterministic"));
    }

    @Override
    public String toString() {
        return file.getFileName() + " in " + run;
    }
}
