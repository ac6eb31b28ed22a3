package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the JBang and the JDK that run these tests, on a script that needs nothing from anywhere. */
@DisabledOnOs(OS.WINDOWS)
class RealJBangTest {
    private static final String STAGE = """
        //JAVA 25+
        //SOURCES ../shared/node/*.java
        //MAIN Stage
        //RUNTIME_OPTIONS -Dsaid=aloud

        class Stage {
            void main(String[] arguments) {
                IO.println(node.Node.NAME + " " + System.getProperty("said") + " " + String.join("|", arguments));
                System.exit(3);
            }
        }
        """;

    @TempDir
    Path folder;

    private Clone clone;

    @BeforeEach
    void makeClone() throws Exception {
        clone = new Clone(folder, "real ünd 'odd'");
        clone.set("JAVA_HOME", System.getProperty("java.home"))
                .set("HOME", System.getProperty("user.home"))
                .set("PATH", System.getenv("PATH"));
        for (var variable : List.of("HOME", "XDG_CACHE_HOME", "JBANG_DIR", "MAVEN_OPTS"))
            if (System.getenv(variable) != null) clone.set(variable, System.getenv(variable));
        clone.write("shared/node/Node.java", "package node;\npublic class Node { public static int NAME = 7; }");
        clone.write("challenges/5c.java", STAGE);
    }

    @Test
    void aStageIsBuiltAndRunAndThenOnlyRun() throws Exception {
        var first = clone.jbang("5c", "a b", "", "é");
        assertEquals("7 aloud a b||é\n", first.out(), first.err());
        assertEquals(3, first.code());
        assertEquals("jbang: building challenges/5c.java\n", first.err());
        var second = clone.set("LANG", "C").jbang("5c", "@x");
        assertEquals("7 aloud @x\n", second.out());
        assertEquals("", second.err());
    }

    @Test
    void aSourceThatDoesNotCompileIsShownOnceWithItsLine() throws Exception {
        clone.write("shared/node/Node.java", "package node;\n\npublic class Node { public static int NAME = \"\"; }");
        var result = clone.jbang("5c");
        var lines = result.complaint().lines().toList();
        assertTrue(
                lines.getFirst().startsWith(clone.root + "/shared/node/Node.java:3: error: incompatible types"),
                result.err());
        assertEquals(
                1, lines.stream().filter(line -> line.contains("Node.java:3")).count());
        assertTrue(lines.stream().noneMatch(line -> line.contains("jbang]") || line.contains("\tat ")), result.err());
        assertEquals(69, result.code());
        assertTrue(Files.notExists(clone.root.resolve("build/launch/args")));
    }
}
