package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalog, which JBang reads as JSON and the launcher line by line. */
@DisabledOnOs(OS.WINDOWS)
class CatalogTest {
    private static final List<String> STAGES =
            List.of("1", "2", "3a", "3b", "3c", "3d", "3e", "4", "5a", "5b", "5c", "6a", "6b", "6c");

    @TempDir
    Path folder;

    private static Map<String, JsonNode> aliases() throws IOException {
        var catalog =
                JsonMapper.shared().readTree(Files.readString(Clone.repository().resolve("jbang-catalog.json")));
        var aliases = new TreeMap<String, JsonNode>();
        catalog.get("aliases").properties().forEach(alias -> aliases.put(alias.getKey(), alias.getValue()));
        return aliases;
    }

    @Test
    void everyStageHasItsFileAndEveryVerbPassesItsName() throws Exception {
        aliases().forEach((name, alias) -> {
            var script = alias.get("script-ref").asString();
            if (STAGES.contains(name)) assertEquals("challenges/" + name + ".java", script);
            else if (alias.has("arguments"))
                assertEquals(name, alias.get("arguments").get(0).asString());
            assertTrue(Files.exists(Clone.repository().resolve(script)), script);
        });
        assertTrue(aliases().keySet().containsAll(STAGES));
    }

    @Test
    void theListNamesEveryAliasWithItsDescription() throws Exception {
        var clone = new Clone(folder);
        var listed = new TreeMap<String, String>();
        var lines = new ArrayList<>(clone.jbang("catalog", "list").out().lines().toList());
        for (var line : lines) {
            var words = line.split(" +", 2);
            listed.put(words[0], words[1]);
        }
        var expected = new TreeMap<String, String>();
        aliases()
                .forEach((name, alias) ->
                        expected.put(name, alias.get("description").asString()));
        assertEquals(expected, listed);
        assertEquals(lines, clone.jbang().out().lines().toList());
    }

    @Test
    void theLauncherReadsEveryAliasAsJBangDoes() throws Exception {
        var clone = new Clone(folder).fetched();
        for (var alias : aliases().entrySet()) {
            var script = alias.getValue().get("script-ref").asString();
            if (!Files.exists(clone.root.resolve(script))) clone.write(script, "any script");
        }
        for (var alias : aliases().entrySet()) {
            var result = clone.jbang(alias.getKey(), "x");
            var first = alias.getValue().has("arguments")
                    ? "<" + alias.getValue().get("arguments").get(0).asString() + ">\n<x>\n"
                    : "<x>\n";
            assertTrue(result.out().endsWith("\nthe node\n" + first), alias + ": " + result);
        }
    }
}
