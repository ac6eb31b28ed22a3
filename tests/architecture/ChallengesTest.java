package architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer is one file, which a stock JBang runs, and which sees the kernel and the stores' clients only. */
class ChallengesTest {
    private static final int MOST_LINES = 150;

    static List<Path> challenges() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("challenges"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> head(Path challenge) throws IOException {
        return Files.readAllLines(challenge).stream()
                .takeWhile(line -> line.startsWith("//"))
                .toList();
    }

    private static List<String> imports(Path challenge) throws IOException {
        return Files.readAllLines(challenge).stream()
                .filter(line -> line.startsWith("import "))
                .map(line -> line.replaceFirst("import (static )?", ""))
                .toList();
    }

    @Test
    void everyStageHasItsAnswer() throws IOException {
        var stages = Stage.ALL.stream()
                .map(stage -> Path.of("challenges", stage.id() + ".java"))
                .sorted()
                .toList();
        assertEquals(14, stages.size());
        assertEquals(stages, challenges());
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void tellsJBangAllItNeeds(Path challenge) throws IOException {
        var head = head(challenge);
        boolean usesStores = imports(challenge).stream().anyMatch(name -> name.startsWith("kv."));
        var expected = Stream.of(
                        "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?",
                        "//JAVA 25+",
                        "//DEPS tools.jackson.core:jackson-databind:3.2.4",
                        "//SOURCES ../shared/node/*.java",
                        usesStores ? "//SOURCES ../shared/kv/*.java" : "")
                .filter(line -> !line.isEmpty())
                .toList();
        assertEquals(expected, head.subList(0, head.size() - 1));
        assertTrue(head.getLast().startsWith("//MAIN "), head.getLast());
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void itsMainIsItsNode(Path challenge) throws IOException {
        var main = head(challenge).getLast().substring("//MAIN ".length());
        var node = Pattern.compile("^(final )?class " + main + " extends Node \\{$", Pattern.MULTILINE);
        var text = Files.readString(challenge);
        assertTrue(node.matcher(text).find(), "no class " + main + " extends Node");
        assertTrue(text.endsWith("    void main() {\n        serve();\n    }\n}\n"), "main comes last and only serves");
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void seesTheKernelAndTheStoresOnly(Path challenge) throws IOException {
        for (var name : imports(challenge))
            assertTrue(
                    name.matches(
                            "(java\\.|tools\\.jackson\\.|com\\.fasterxml\\.jackson\\.annotation\\.|node\\.|kv\\.).*"),
                    name);
        assertTrue(!Files.readString(challenge).contains("bench."), "mentions the bench");
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void canBeReadInAFewMinutes(Path challenge) throws IOException {
        int lines = Files.readAllLines(challenge).size();
        assertTrue(lines <= MOST_LINES, lines + " lines");
    }

    /** What the bench would refuse in a node: time, chance and threads come from the kernel. */
    @ParameterizedTest
    @MethodSource("challenges")
    void takesTimeChanceAndThreadsFromTheNode(Path challenge) throws IOException {
        var foreign = Pattern.compile(
                "System\\.(currentTimeMillis|nanoTime)|Instant\\.now|Math\\.random|new"
                    + " Random\\b|ThreadLocalRandom|randomUUID|new Thread|Thread\\.|Executor|synchronized|^ *(private"
                    + " )?static (?!final)[^(]*[;=]",
                Pattern.MULTILINE);
        var found = foreign.matcher(Files.readString(challenge))
                .results()
                .map(match -> match.group())
                .toList();
        assertEquals(List.of(), found);
    }
}
