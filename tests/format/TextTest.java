package format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What .editorconfig asks of text files. */
class TextTest {
    private static final Set<String> NOT_OURS = Set.of(".git", "build", "store");
    private static final int LONGEST_JAVA_LINE = 130;

    private static List<Path> texts() throws IOException {
        try (var files = Files.walk(Path.of("."))) {
            return files.filter(Files::isRegularFile)
                    .map(Path::normalize)
                    .filter(file -> Stream.of(file.toString().split("/")).noneMatch(NOT_OURS::contains))
                    .filter(file -> !file.toString().matches(".*\\.(png|gz|class|jar)"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> textsWith(Pattern pattern) throws IOException {
        var found = new ArrayList<Path>();
        for (var file : texts()) if (pattern.matcher(Files.readString(file)).find()) found.add(file);
        return found;
    }

    @Test
    void areThere() throws IOException {
        assertTrue(
                texts().containsAll(List.of(Path.of("jbang"), Path.of(".editorconfig"), Path.of("challenges/1.java"))));
    }

    @Test
    void areInUtf8() throws IOException {
        for (var file : texts()) {
            var bytes = Files.readAllBytes(file);
            var text = new String(bytes, StandardCharsets.UTF_8);
            assertEquals(-1, text.indexOf('\ufffd'), file + " is not in UTF-8");
        }
    }

    @Test
    void endWithANewline() throws IOException {
        assertEquals(List.of(), textsWith(Pattern.compile("[^\\n]\\z|\\n\\n\\z")));
    }

    @Test
    void haveNoBlanksAtTheEndOfALine() throws IOException {
        assertEquals(List.of(), textsWith(Pattern.compile("[ \\t]+\\r?$", Pattern.MULTILINE)));
    }

    @Test
    void haveNoTabs() throws IOException {
        assertEquals(List.of(), textsWith(Pattern.compile("\\t")));
    }

    @Test
    void endLinesAsTheirSystemDoes() throws IOException {
        var wrong = new ArrayList<Path>();
        for (var file : texts()) {
            var text = Files.readString(file);
            boolean windows = file.toString().endsWith(".cmd");
            if (Pattern.compile(windows ? "(?<!\\r)\\n" : "\\r\\n")
                    .matcher(text)
                    .find()) wrong.add(file);
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void haveJavaLinesThatCanBeRead() throws IOException {
        var longest = new TreeMap<Path, Integer>();
        for (var file : texts())
            if (file.toString().endsWith(".java"))
                longest.put(
                        file,
                        Files.readString(file)
                                .lines()
                                .mapToInt(String::length)
                                .max()
                                .orElse(0));
        longest.values().removeIf(length -> length <= LONGEST_JAVA_LINE);
        assertEquals("{}", longest.toString());
    }
}
