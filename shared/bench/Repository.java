package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where this clone is. */
final class Repository {
    private Repository() {}

    /**
     * The clone's top folder: what the launcher says, or the nearest one above the working directory that is one.
     *
     * @throws UserError where there is none
     */
    static Path root() {
        var told = System.getProperty("bench.root");
        if (told != null) return shortened(Path.of(told));
        var here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("jbang-catalog.json"))
                        && Files.isDirectory(folder.resolve("challenges")))
                .findFirst()
                .map(Repository::shortened)
                .orElseThrow(
                        () -> new UserError("run this in the clone, or by its ./jbang: " + here + " is not in one"));
    }

    /** As a person in the working directory would write it. */
    private static Path shortened(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
