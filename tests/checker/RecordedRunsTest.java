package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.checker.Anomaly;
import bench.checker.Checker;
import bench.checker.EchoChecker;
import bench.checker.Findings;
import bench.checker.Quantiles;
import bench.checker.counter.CounterChecker;
import bench.checker.kafka.KafkaChecker;
import bench.checker.set.SetChecker;
import bench.history.History;
import histories.Recorded;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that Maelstrom 0.2.4 recorded and judged: the same verdicts, counts, latencies and lags. */
class RecordedRunsTest {
    private interface Reader<A> {
        History<A> read(String run) throws IOException;
    }

    private static <A> Findings check(Checker<A> checker, Reader<A> reader, String run) throws IOException {
        return checker.check(reader.read(run));
    }

    private static Findings broadcasts(String run) throws IOException {
        return check(new SetChecker(), Recorded::broadcasts, run);
    }

    private static Findings counters(String run) throws IOException {
        return check(new CounterChecker(), Recorded::counters, run);
    }

    private static Findings logs(String run) throws IOException {
        return check(new KafkaChecker(), Recorded::logs, run);
    }

    private static void assertFound(List<String> expected, Findings findings) {
        assertEquals(
                expected,
                findings.anomalies().stream()
                        .map(RecordedRunsTest::typeAndCount)
                        .toList());
    }

    private static String typeAndCount(Anomaly anomaly) {
        return anomaly.type() + " " + anomaly.count();
    }

    @Test
    void echo() throws IOException {
        assertFound(List.of(), check(new EchoChecker(), Recorded::echoes, "echo-good"));
    }

    @Test
    void broadcastUnderPartitions() throws IOException {
        var findings = broadcasts("broadcast-good");
        assertFound(List.of(), findings);
        assertEquals(new Quantiles(0, 115, 2841, 3104, 3160), findings.stableLatencyMillis());
    }

    @Test
    void broadcastThatLosesValues() throws IOException {
        var findings = broadcasts("broadcast-lost");
        assertFound(List.of("lost 27"), findings);
        assertEquals(new Quantiles(0, 11312, 24474, 24839, 24964), findings.stableLatencyMillis());
    }

    @Test
    void setThatLosesElements() throws IOException {
        var findings = check(new SetChecker(), Recorded::sets, "gset-lost");
        assertFound(List.of("lost 46"), findings);
        assertEquals(new Quantiles(0, 10004, 24499, 24977, 24979), findings.stableLatencyMillis());
    }

    @Test
    void countersThatDiverge() throws IOException {
        assertFound(List.of("wrong final read 3"), counters("counter-opbased"));
        assertFound(List.of("wrong final read 3", "impossible read 77"), counters("pn-max"));
    }

    @Test
    void logsUnderPartitions() throws IOException {
        var findings = logs("kafka-good-nemesis");
        assertFound(List.of(), findings);
        assertEquals(0, findings.worstLagMillis());
    }

    @Test
    void logsThatLoseMessages() throws IOException {
        var findings = logs("kafka-lost");
        assertFound(List.of("lost-write 23", "int-poll-skip 188", "poll-skip 4", "unseen 23"), findings);
        assertEquals(40.502404, findings.worstLagMillis());
    }
}
