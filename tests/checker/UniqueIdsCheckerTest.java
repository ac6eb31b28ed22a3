package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import bench.checker.Findings;
import bench.checker.UniqueIdsChecker;
import bench.checker.UniqueIdsChecker.Generate;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UniqueIdsCheckerTest {
    private final Recorder<Generate> recorder = new Recorder<>();

    private Findings check(Object... ids) {
        for (var id : ids) recorder.done(0, new Generate(null), new Generate(id));
        return new UniqueIdsChecker().check(recorder.history());
    }

    @Test
    void countsEachIdThatWasGivenMoreThanOnce() {
        var duplicated = check(1, 2, 1, 3, 1, 2).anomalies().getFirst();
        assertEquals("duplicated", duplicated.type());
        assertEquals(2, duplicated.count());
        assertEquals("1 was given to process 0 at 0.001 s and to process 0 at 0.005 s", duplicated.text());
    }

    @Test
    void comparesIdsAsJson() {
        assertEquals(
                List.of(),
                check(1, "1", true, "true", 1.5, List.of(1), List.of("1"), Map.of("a", 1))
                        .anomalies());
    }

    @Test
    void seesThatEqualIdsAreEqualHoweverTheyCameToBe() {
        assertEquals(
                2,
                check(List.of(7, "x"), Arrays.asList(7L, "x"), 5, BigInteger.valueOf(5))
                        .anomalies()
                        .getFirst()
                        .count());
    }

    @Test
    void tellsLargeIntegersApart() {
        var large = BigInteger.TWO.pow(80);
        assertEquals(
                List.of(),
                check(9007199254740992L, 9007199254740993L, large, large.add(BigInteger.ONE))
                        .anomalies());
    }

    @Test
    void takesNoNoteOfIdsThatWereNotGiven() {
        recorder.invoke(0, new Generate(null)).info(0, new Generate(null));
        recorder.invoke(1, new Generate(null)).fail(1, new Generate(null));
        assertEquals(List.of(), check().anomalies());
        assertEquals("no id was given", check().vacuous());
        assertNull(check(4).vacuous());
    }
}
