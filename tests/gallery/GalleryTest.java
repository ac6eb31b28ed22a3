package gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.gallery.Exhibit;
import bench.gallery.Gallery;
import bench.gallery.Gallery.LookAlike;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong node is caught for what is wrong with it, and a right one beside it is not. */
@Execution(ExecutionMode.CONCURRENT)
final class GalleryTest {
    private static final Path ROOT = Path.of("");
    private static final int SEEDS_OF_LOOK_ALIKES = 1;

    static List<Exhibit> exhibits() throws SourceProblem {
        return Gallery.exhibits(ROOT);
    }

    static Collection<LookAlike> lookAlikes() throws SourceProblem {
        return Gallery.lookAlikes(exhibits());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exhibits")
    void isCaught(Exhibit exhibit) {
        for (var each : Gallery.show(exhibit))
            assertTrue(each.isCaught(), () -> "not " + each.claim() + ", but " + each.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lookAlikes")
    void isClean(LookAlike lookAlike) {
        var clearance = Gallery.clear(lookAlike, SEEDS_OF_LOOK_ALIKES, 1, () -> {});
        assertTrue(clearance.isClean(), clearance.alarm());
    }

    /** A file without a header is there to look like one with a header. */
    @Test
    void everyNodeIsShown() throws SourceProblem, IOException {
        var shown = exhibits().stream()
                .flatMap(exhibit -> List.of(exhibit.file(), exhibit.lookAlike()).stream())
                .filter(path -> path.startsWith(Gallery.nodes(ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.list(Gallery.nodes(ROOT))) {
            assertEquals(
                    shown,
                    files.filter(file -> file.toString().endsWith(".java"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyNodeIsShort() throws SourceProblem {
        for (var exhibit : exhibits())
            for (var file : Set.of(exhibit.file(), exhibit.lookAlike()))
                if (file.startsWith(Gallery.nodes(ROOT)))
                    assertTrue(NodeSource.read(file).text().lines().count() <= 80, () -> file + " is long");
    }
}
