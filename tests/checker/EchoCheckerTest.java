package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.EchoChecker;
import bench.checker.EchoChecker.Echo;
import bench.checker.Findings;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoCheckerTest {
    private final Recorder<Echo> recorder = new Recorder<>();

    private Findings check() {
        return new EchoChecker().check(recorder.history());
    }

    private void echo(Object sent, Object received) {
        recorder.done(0, new Echo(sent), new Echo(received));
    }

    @Test
    void passesWhatComesBackAsItWasSent() {
        echo("Please echo 7", "Please echo 7");
        echo(Map.of("a", List.of(1, BigInteger.TWO)), Map.of("a", List.of(1L, 2)));
        assertEquals(List.of(), check().anomalies());
        assertNull(check().vacuous());
    }

    @Test
    void countsWhatComesBackChanged() {
        echo("a", "A");
        echo("b", "b");
        echo("c", "");
        var mismatch = check().anomalies().getFirst();
        assertEquals("mismatch", mismatch.type());
        assertEquals(2, mismatch.count());
        assertTrue(mismatch.text().contains("sent \"a\" and got \"A\""), mismatch.text());
    }

    @Test
    void tellsNumbersFromStringsAndLargeNumbersFromTheirNeighbours() {
        echo("1", 1);
        echo(9007199254740993L, 9007199254740992L);
        assertEquals(2, check().anomalies().getFirst().count());
    }

    @Test
    void failsWhatIsNotAnsweredAsMaelstromDoes() {
        recorder.invoke(0, new Echo("a")).info(0, new Echo("a"));
        recorder.invoke(1, new Echo("b"));
        assertEquals("unanswered", check().anomalies().getFirst().type());
        assertEquals(2, check().anomalies().getFirst().count());
        assertFalse(check().isValid());
    }

    @Test
    void isVacuousWhereNothingWasSent() {
        assertEquals("nothing was sent", check().vacuous());
    }
}
