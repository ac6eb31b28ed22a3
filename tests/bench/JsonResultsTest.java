package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import node.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The document that {@code --json} writes, and the lines of {@code --history}. */
final class JsonResultsTest {
    @TempDir
    private Path folder;

    private JsonNode runs(String... words) throws IOException {
        var out = folder.resolve("out.json");
        var arguments =
                new ArrayList<>(List.of("check", "--seeds", "2", "--time-limit", "2", "--json", out.toString()));
        arguments.addAll(List.of(words));
        Check.run(arguments.toArray(String[]::new));
        var document = Json.MAPPER.readTree(Files.readString(out));
        assertEquals(List.of("runs"), List.copyOf(document.propertyNames()));
        return document.get("runs");
    }

    private JsonNode run(String... words) throws IOException {
        var runs = runs(words);
        assertEquals(1, runs.size());
        return runs.get(0);
    }

    @Test
    void aPassHasEveryField() throws IOException {
        var run = run("1");
        assertEquals("1", run.get("stage").stringValue());
        assertEquals("challenges/1.java", run.get("file").stringValue());
        assertEquals("pass", run.get("verdict").stringValue());
        assertEquals(2, run.get("seeds").intValue());
        assertTrue(run.get("first_failing_seed").isNull());
        assertTrue(run.get("ops").intValue() > 10);
        assertEquals(1.0, run.get("ok_fraction").doubleValue());
        assertTrue(run.get("msgs_per_op").get("all").doubleValue() >= 2);
        assertEquals(0.0, run.get("msgs_per_op").get("servers").doubleValue());
        assertTrue(run.get("stable_latency_ms").isNull());
        assertTrue(run.get("worst_lag_ms").isNull());
        assertTrue(run.get("anomalies").isArray() && run.get("anomalies").isEmpty());
        assertTrue(run.get("wall_s").doubleValue() > 0);
    }

    @Test
    void aBroadcastHasItsStableLatency() throws IOException {
        var latency = run("3b").get("stable_latency_ms");
        double last = 0;
        for (var quantile : List.of("p50", "p95", "p99", "max")) {
            assertTrue(latency.get(quantile).isNumber(), quantile);
            assertTrue(latency.get(quantile).doubleValue() >= last, latency::toString);
            last = latency.get(quantile).doubleValue();
        }
    }

    @Test
    void aLogHasItsWorstLag() throws IOException {
        var run = run("5a");
        assertTrue(run.get("worst_lag_ms").isNumber());
        assertTrue(run.get("stable_latency_ms").isNull());
    }

    @Test
    void aFailureNamesItsSeedAndItsAnomalies() throws IOException {
        var run = run("tests/gallery/nodes/2-no-node.java");
        assertEquals("2-no-node.java", run.get("stage").stringValue());
        assertEquals("tests/gallery/nodes/2-no-node.java", run.get("file").stringValue());
        assertEquals("fail", run.get("verdict").stringValue());
        assertEquals(1, run.get("first_failing_seed").intValue());
        var anomaly = run.get("anomalies").get(0);
        assertEquals("duplicated", anomaly.get("type").stringValue());
        assertTrue(anomaly.get("count").intValue() > 1);
        assertTrue(anomaly.get("text").stringValue().contains(" was given to process "));
    }

    @Test
    void whatShowsNothingIsVacuous() throws IOException {
        var run = run("1", "--rate", "0");
        assertEquals("vacuous", run.get("verdict").stringValue());
        assertEquals(0, run.get("ops").intValue());
        assertTrue(run.get("ok_fraction").isNull());
        assertTrue(run.get("first_failing_seed").isNull());
    }

    @Test
    void runsStandInTheOrderAskedFor() throws IOException {
        var stages = new ArrayList<String>();
        for (var run : runs("3a", "1", "2")) stages.add(run.get("stage").stringValue());
        assertEquals(List.of("3a", "1", "2"), stages);
    }

    private List<JsonNode> history(String stage) throws IOException {
        var out = folder.resolve("history.jsonl");
        Check.run("check", stage, "--seed", "3", "--time-limit", "3", "--history", out.toString())
                .passes();
        return Files.readAllLines(out).stream().map(Json.MAPPER::readTree).toList();
    }

    @Test
    void aHistoryIsOneOperationALine() throws IOException {
        var lines = history("3b");
        long lastNanos = 0;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            assertEquals(i, line.get("index").intValue());
            assertTrue(line.get("time").longValue() >= lastNanos);
            lastNanos = line.get("time").longValue();
            assertTrue(line.get("process").intValue() >= 0);
            assertTrue(List.of("invoke", "ok", "fail", "info")
                    .contains(line.get("type").stringValue()));
            assertTrue(List.of("broadcast", "read").contains(line.get("f").stringValue()));
            assertTrue(line.has("value"));
        }
    }

    @Test
    void everyInvocationInAHistoryIsCompletedByItsProcess() throws IOException {
        var open = new TreeSet<Integer>();
        for (var line : history("3b")) {
            int process = line.get("process").intValue();
            assertTrue(
                    line.get("type").stringValue().equals("invoke") ? open.add(process) : open.remove(process),
                    line::toString);
        }
        assertTrue(open.isEmpty());
    }
}
