package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import histories.Recorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import node.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code judge} on runs that Maelstrom recorded and judged, and on runs of our own. */
final class JudgeTest {
    @TempDir
    private Path folder;

    private static Check judge(String workload, Path file, String options) {
        var words = new ArrayList<>(List.of("judge", workload, file.toString()));
        if (!options.isBlank()) words.addAll(List.of(options.split(" ")));
        return Check.run(words.toArray(String[]::new));
    }

    /** By Maelstrom valid; where it does not look, a warning says what is wrong all the same. */
    @ParameterizedTest
    @CsvSource({
        "append-good-nemesis, txn-list-append, --node-count 2, ''",
        "append-stale-ser, txn-list-append, --node-count 2 --consistency-models serializable, ''",
        "append-write-skew-si, txn-list-append, --node-count 2 --consistency-models snapshot-isolation, ''",
        "broadcast-good, broadcast, '', ''",
        "counter-good, g-counter, '', ''",
        "echo-good, echo, '', ''",
        "ids-good, unique-ids, --availability total, ''",
        "kafka-commit-back, kafka, '', ''",
        "kafka-good-nemesis, kafka, '', ''",
        "linkv-good, lin-kv, '', ''",
        "rw-g0, txn-rw-register, --node-count 2 --consistency-models read-uncommitted, ''",
        "rw-good-ser, txn-rw-register, --node-count 2 --consistency-models serializable, ''",
        "rw-internal-rc, txn-rw-register, --node-count 2 --consistency-models read-committed, internal",
        "rw-stale-ser, txn-rw-register, --node-count 2 --consistency-models serializable, ''",
        // the node of rw-two-nodes-rc, which is valid
        "rw-two-nodes, txn-rw-register, --node-count 2 --consistency-models read-committed, nothing-shared",
    })
    void whatMaelstromPassesPasses(String run, String workload, String options, String warnings) {
        var judged = judge(workload, Recorded.path(run), options);
        judged.passes();
        assertEquals(
                warnings,
                String.join(
                        " ",
                        judged.out()
                                .lines()
                                .filter(line -> line.contains("warning: "))
                                .map(line -> line.replaceFirst(".*warning: (\\S+) .*", "$1"))
                                .toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "append-write-skew | no repeatable-read; nothing rules out strong-snapshot-isolation",
                "append-stale-ser | no strong-session-snapshot-isolation; nothing rules out serializable,"
                        + " strong-read-committed",
            })
    void saysWhichModelsTheHistoryRulesOut(String run, String models) {
        var judged = judge("txn-list-append", Recorded.path(run), "--node-count 2");
        assertTrue(judged.out().contains("    consistency: " + models), judged.out());
    }

    /** By Maelstrom invalid, for the anomalies named; they are named as the checkers here do. */
    @ParameterizedTest
    @CsvSource({
        "append-abort, txn-list-append, --node-count 2, G1a dirty-update",
        "append-retry-dup, txn-list-append, --node-count 2 --consistency-models read-committed, duplicate-elements",
        "append-two-nodes, txn-list-append, --node-count 2, incompatible-order lost-update G0 G1c G-single-item",
        "append-write-skew, txn-list-append, --node-count 2, G2-item",
        "broadcast-lost, broadcast, '', lost",
        "counter-opbased, g-counter, '', wrong final read",
        "gset-lost, g-set, '', lost",
        "ids-dup, unique-ids, --availability total, duplicated",
        "kafka-lost, kafka, '', lost-write unseen poll-skip int-poll-skip",
        "kafka-skip, kafka, '', int-poll-skip",
        "kafka-two-nodes, kafka, '', inconsistent-offsets",
        "linkv-cas-broken, lin-kv, '', nonlinearizable",
        "linkv-stale, lin-kv, '', nonlinearizable",
        "pn-max, pn-counter, '', wrong final read",
        "rw-abort, txn-rw-register, --node-count 2 --consistency-models read-committed, G1a",
        "rw-stale, txn-rw-register, --node-count 2, G-single-item-realtime",
        "rw-two-nodes, txn-rw-register, --node-count 2 --consistency-models serializable, G2-item lost-update"
    })
    void whatMaelstromFailsFails(String run, String workload, String options, String anomalies) {
        var found = anomalies.startsWith("wrong") ? new String[] {anomalies} : anomalies.split(" ");
        var judged = judge(workload, Recorded.path(run), options);
        judged.failsWith(
                Stream.of(found).map(anomaly -> "\n    " + anomaly + " (").toArray(String[]::new));
        judged.failsWith("\n    no story: ");
    }

    @Test
    void strictlyAWarningFails() {
        judge("txn-rw-register", Recorded.path("rw-internal-rc"), "--strict --consistency-models read-committed")
                .failsWith("\n    internal (");
    }

    @Test
    void everyRecordedRunIsJudgedHere() throws IOException {
        var source = Files.readString(Path.of("tests/bench/JudgeTest.java"));
        try (var files = Files.list(Path.of("tests/histories/recorded"))) {
            var missing = files.map(file -> file.getFileName().toString().replace(".edn.gz", ""))
                    .filter(run -> !source.contains("\"" + run + ", "))
                    .toList();
            assertEquals(List.of(), missing);
        }
    }

    @Test
    void theResultAsJson() throws IOException {
        var out = folder.resolve("out.json");
        var arguments = "--json " + out;
        judge("broadcast", Recorded.path("broadcast-lost"), arguments).failsWith("lost (27)");
        var result = Json.MAPPER.readTree(Files.readString(out));
        assertEquals("broadcast", result.get("workload").stringValue());
        assertEquals("fail", result.get("verdict").stringValue());
        assertEquals(288, result.get("ops").intValue());
        assertEquals(288, result.get("ok").intValue());
        assertEquals(11312, result.get("stable_latency_ms").get("p50").doubleValue());
        var anomaly = result.get("anomalies").get(0);
        assertEquals("lost", anomaly.get("type").stringValue());
        assertEquals(27, anomaly.get("count").intValue());
        assertTrue(anomaly.get("fails").booleanValue());
        assertEquals(
                List.of("lost"),
                StreamSupport.stream(result.get("anomalies").spliterator(), false)
                        .map(found -> found.get("type").stringValue())
                        .toList());
    }

    /** Stages whose run, written by {@code check --history}, is judged as it was when it was made. */
    @ParameterizedTest
    @CsvSource({
        "1, echo, ''",
        "2, unique-ids, --availability total",
        "3c, broadcast, ''",
        "4, g-counter, ''",
        "5b, kafka, ''",
        "6c, txn-rw-register, --node-count 2 --availability total --consistency-models read-committed"
    })
    void aHistoryOfOurOwn(String stage, String workload, String options) {
        var file = folder.resolve("run.edn");
        Check.run("check", stage, "--seed", "1", "--time-limit", "12", "--rate", "20", "--history", file.toString())
                .passes();
        judge(workload, file, options).passes();
    }

    @Test
    void aHistoryOfAWrongNode() {
        var file = folder.resolve("run.edn");
        var node = "tests/gallery/nodes/3c-no-retry.java";
        var checked = Check.run("check", node, "--seed", "1", "--history", file.toString());
        var judged = judge("broadcast", file, "");
        judged.failsWith("lost (");
        assertEquals(lost(checked), lost(judged));
    }

    private static String lost(Check check) {
        return check.out()
                .lines()
                .filter(line -> line.contains("lost ("))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHistoryThatIsNotCompressedAndNotInLines() throws IOException {
        var plain = folder.resolve("history.edn");
        try (var compressed = new GZIPInputStream(Files.newInputStream(Recorded.path("echo-good")))) {
            var text = new String(compressed.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(plain, "[" + text.replace('\n', ' ') + "]");
        }
        judge("echo", plain, "").passes();
    }
}
