package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import bench.source.NodeSource;
import bench.source.Nodes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes share no static state, as processes share none, and no classes where these have any. */
class StaticsTest {
    @TempDir
    private Path folder;

    private Nodes nodes(String members) throws Exception {
        var text = "import java.time.*; import java.util.*; final class A extends node.Node {\n" + members
                + "\nvoid main() { serve(); } }";
        return NodeSource.read(Files.writeString(folder.resolve("1-test.java"), text))
                .load();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static int made;",
                "static final boolean[] SEEN = {false, false};",
                "static final List<Integer> SEEN = new ArrayList<>();",
                "static class Log { static String last; }",
                "enum Colour { RED, BLACK; int uses; } static final Colour FIRST = Colour.RED;",
                "record Box(int[] content) {} static final Box BOX = new Box(new int[1]);",
                "static class Base { int uses; } static final class Sub extends Base {} static final Sub SUB = new"
                        + " Sub();"
            })
    void whereStateMayBeEachNodeHasItsOwnClasses(String members) throws Exception {
        var nodes = nodes(members);
        assertNotEquals(nodes.get().getClass(), nodes.get().getClass());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "static final int MOST = 5; static final Duration PAUSE = Duration.ofSeconds(MOST);",
                "enum Colour { RED, BLACK } int number(Colour c) { return switch (c) { case RED -> 1; case BLACK -> 2;"
                        + " }; }",
                "record Link(Link next, String name) {} static final Link END = new Link(null, \"end\");",
                "final List<Integer> seen = new ArrayList<>(); void f() { assert seen.isEmpty(); }"
            })
    void constantsAreShared(String members) throws Exception {
        var nodes = nodes(members);
        assertEquals(nodes.get().getClass(), nodes.get().getClass());
    }

    @Test
    void eachNodeBeginsWithTheInitialValue() throws Exception {
        var nodes = nodes("static int made; A() { made++; } public String toString() { return \"\" + made; }");
        assertEquals("1", nodes.get().toString());
        assertEquals("1", nodes.get().toString());
    }
}
