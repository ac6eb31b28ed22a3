package story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command at the end of each of the texts tells that text again, to the byte. A text is meant to be read: it has to make
 * sense to somebody who has not seen the code.
 *
 * <p>{@code WRITE_STORIES=1 ./jbang test StoriesTest} writes the texts anew; read what {@code git diff} then shows. A new one
 * begins as a file with nothing in it but the line of its command.
 */
class StoriesTest {
    private static final Path TEXTS = Path.of("tests", "story", "texts");
    private static final boolean WRITES = System.getenv("WRITE_STORIES") != null;
    private static final String COMMAND = "  Replay: ./jbang ";
    private static final int MOST_LINES = 15;
    private static final int MOST_COLUMNS = 100;

    static Stream<Path> texts() throws IOException {
        return Files.list(TEXTS).sorted();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isToldAgain(Path text) throws IOException {
        var expected = Files.readAllLines(text);
        var command = expected.getLast();
        assertTrue(command.startsWith(COMMAND), command);
        var check = Check.run(command.substring(COMMAND.length()).split(" "));
        var lines = check.out().lines().toList();
        int first = first(lines);
        int end = lines.indexOf(command) + 1;
        assertTrue(first >= 0 && end > first, check::toString);
        var told = lines.subList(first, end);
        if (WRITES) Files.writeString(text, String.join("\n", told) + "\n");
        else assertEquals(String.join("\n", expected), String.join("\n", told));
        assertTrue(told.size() <= MOST_LINES, () -> told.size() + " lines");
        for (var line : told.subList(0, told.size() - 1)) assertTrue(line.length() <= MOST_COLUMNS, line);
    }

    private static int first(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).contains("  ✗ ")) return i;
        return -1;
    }
}
