package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb {@code bench-judge}, on as little as it takes. */
final class BenchJudgeTest {
    private static final Pattern ROW = Pattern.compile("(\\S.*?)  +\\d+\\.\\d+ +\\d+\\.\\d+ .*\\d+");

    /** The names of the rows. */
    private static List<String> measured(String... more) {
        var arguments =
                new ArrayList<>(List.of("bench-judge", "--seeds", "2", "--operations", "1000", "--seconds", "0"));
        arguments.addAll(List.of(more));
        var check = Check.run(arguments.toArray(String[]::new));
        check.passes();
        return check.out()
                .lines()
                .skip(1) // the names of the columns
                .map(line -> {
                    var row = ROW.matcher(line);
                    assertTrue(row.matches(), line);
                    return row.group(1);
                })
                .toList();
    }

    @Test
    void runs() {
        assertEquals(List.of("2 seeds of 3c", "the first run of 3d", "a run of 3d"), measured("3c", "3d", "--here"));
    }

    @Test
    void checkersAndFiles() {
        assertEquals(
                List.of(
                        "registers, 1,000",
                        "lists, 1,000",
                        "linearizable, 1,000",
                        "not linearizable, 1,000",
                        "written as EDN, 1,000",
                        "read as EDN, 1,000"),
                measured("registers", "lists", "linearizability", "files", "--here"));
    }

    @Test
    void somePartsInAJvmOfTheirOwn() {
        assertEquals(List.of("lists, 1,000", "registers, 1,000"), measured("lists", "registers"));
    }

    /** On histories that grow it is told by how much more the work grows. */
    @Test
    void growth() {
        var check = Check.run("bench-judge", "registers", "--operations", "10000", "--seconds", "0.1", "--here");
        check.passes();
        assertTrue(
                check.out().lines().toList().getLast().matches("registers, 10,000 .* x\\d+\\.\\d +x13\\.3 .*"),
                check.out());
    }

    @ParameterizedTest
    @CsvSource({
        "maps, 'there is no part \"maps\"', '3c, 3d, 5c, 6c, registers, lists, linearizability, files'",
        "--seeds=0, --seeds is 0, between 1 and 1000000",
        "--operations=999, --operations is 999, between 1000 and 1000000",
        "--operations=1e6, --operations, no whole number",
        "--seconds=-1, --seconds is -1.0, between 0 and 3600",
        "--seconds=NaN, --seconds is NaN, between 0 and 3600",
        "--rounds=3, --rounds, ./jbang bench-judge --help"
    })
    void aSlip(String argument, String what, String possible) {
        Check.run("bench-judge", argument).isRefusedWith(what, possible);
    }
}
