package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import node.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Textbook bugs that random seeds seldom meet, and nodes that look alike and are right. Measured: of 1,000 seeds under partitions
 * ({@code --rate 10 --time-limit 10 --nemesis-interval 5}) not one met any of the three.
 */
final class SearchTest {
    private static final String NODES = "tests/search/nodes/";
    private static final String REGISTERS = "-w lin-kv --node-count 2 --concurrency 4n --nemesis partition";
    private static final String TRANSACTIONS =
            "-w txn-rw-register --node-count 2 --concurrency 4n --consistency-models read-committed --nemesis"
                    + " partition";

    @TempDir
    private Path folder;

    private static String[] words(String node, String more) {
        var options = node.endsWith("owner") || node.endsWith("owners") ? REGISTERS : TRANSACTIONS;
        return ("check " + NODES + node + ".java " + options + " " + more).split(" ");
    }

    /** However slow the machine is, this is time enough. */
    @ParameterizedTest
    @CsvSource({"two-owners, nonlinearizable", "late-answer, node failure", "cas-tried-twice, G1a"})
    void findsAndFindsAgain(String node, String anomaly) {
        var found = Check.run(words(node, "--search --time 300"));
        found.failsWith("    " + anomaly + ": ", "replay: ./jbang check ");

        var replay = Pattern.compile("replay: ./jbang (.*)").matcher(found.out());
        assertTrue(replay.find());
        Check.run(replay.group(1).split(" ")).failsWith("    " + anomaly + " (", replay.group());
    }

    @ParameterizedTest
    @CsvSource({"one-owner", "numbered-answer", "cas-tried-once"})
    void findsNothingWhereNothingIs(String node) {
        Check.run(words(node, "--search --time 2")).passes();
    }

    /** Echoes make no difference to each other, so there are few orders. */
    @Test
    void saysWhatItHasSeen() throws IOException {
        var json = folder.resolve("out.json");
        var seen = Check.run("check", "1", "--search", "--time", "60", "--json", json.toString());
        seen.passes();
        assertTrue(
                seen.out().matches("(?s).*all [\\d,]+ orders\\n    all: each order .*6\\.0 s late.*\\n"), seen.out());

        var run = Json.MAPPER.readTree(Files.readString(json)).get("runs").get(0);
        assertEquals("pass", run.get("verdict").stringValue());
        assertTrue(run.get("failure").isNull());
        for (var row : run.get("coverage")) assertEquals(row.get("cases"), row.get("whole_cases"));
    }

    @ParameterizedTest
    @CsvSource({
        "--search --processes, --processes",
        "--search --processes --bin ./node, --processes",
        "--search --seeds 3, --seeds",
        "--search --history x, --history",
        "--search --seed 1 --schedule 2x2/none, --schedule",
        "--search --time 0, above 0",
        "--search --time -1, above 0",
        "--search --time NaN, above 0",
        "--time 3, --search",
        "--schedule 2x2/none, --seed",
        "--schedule 2x2/none --seed 1 --processes, --processes",
        "--schedule 2x2 --seed 1, like 2x3/late-n0-n1-2/7:1",
        "--schedule 2x2/cut-n2 --seed 1, there is no n2",
        "--schedule 0x2/none --seed 1, like 2x3/"
    })
    void refusesWhatMakesNoSense(String options, String part) {
        var words = new ArrayList<>(List.of("check", "3b"));
        words.addAll(List.of(options.split(" ")));
        Check.run(words.toArray(String[]::new)).isRefusedWith(part);
    }
}
