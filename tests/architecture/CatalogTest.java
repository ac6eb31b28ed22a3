package architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import node.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code jbang-catalog.json} is the table of contents. */
class CatalogTest {
    private static final List<String> VERBS = List.of(
            "bench-judge",
            "bench-node",
            "bin",
            "book",
            "check",
            "format",
            "gallery",
            "judge",
            "list",
            "maelstrom",
            "read",
            "score",
            "test",
            "test-book");

    private static JsonNode aliases() throws IOException {
        return Json.MAPPER
                .readTree(Files.readString(Path.of("jbang-catalog.json")))
                .get("aliases");
    }

    private static String script(String name) throws IOException {
        return aliases().get(name).get("script-ref").stringValue();
    }

    static Collection<String> names() throws IOException {
        return aliases().propertyNames();
    }

    @Test
    void namesEveryStageAndEveryVerb() throws IOException {
        var expected =
                Stream.concat(VERBS.stream(), Stage.ALL.stream().map(Stage::id)).collect(Collectors.toSet());
        assertEquals(new TreeSet<>(expected), new TreeSet<>(names()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void describesEachInALine(String name) throws IOException {
        var description = aliases().get(name).path("description").asString("");
        assertTrue(description.length() >= 10 && description.length() <= 100, description);
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAScriptThatIsThere(String name) throws IOException {
        assertTrue(Files.exists(Path.of(script(name))), script(name) + " is not there");
    }

    @Test
    void aStageIsItsAnswer() throws IOException {
        for (var stage : Stage.ALL) assertEquals("challenges/" + stage.id() + ".java", script(stage.id()));
    }

    @Test
    void aVerbOfTheBenchIsPassedOn() throws IOException {
        for (var name : names())
            if (script(name).equals("shared/bench/Bench.java"))
                assertEquals(name, aliases().get(name).path("arguments").path(0).asString(""));
    }
}
