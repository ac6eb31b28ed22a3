package bench.score;

import bench.gallery.Variant;
import bench.run.Stage;
import bench.source.SourceProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer to a stage: ours, or a variant.
 *
 * @param name the file's, without {@code .java}
 * @param idea what a variant does, in a line; empty for our answer
 * @param source who published it; empty for our answer
 */
public record Entrant(String name, Path file, String idea, String source) {
    /**
     * Our answer to {@code stage}, and after it all variants by their names.
     *
     * @param root the clone's top folder
     * @throws SourceProblem where a variant's header cannot be understood
     */
    public static List<Entrant> of(Stage stage, Path root) throws SourceProblem {
        var entrants = new ArrayList<Entrant>();
        entrants.add(new Entrant(stage.id(), root.resolve("challenges").resolve(stage.id() + ".java"), "", ""));
        for (var variant : Variant.of(stage, root))
            entrants.add(new Entrant(
                    variant.toString().replace(".java", ""), variant.file(), variant.idea(), variant.source()));
        return entrants;
    }
}
