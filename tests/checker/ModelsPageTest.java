package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.txn.ConsistencyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of consistency models has the lattice that the checkers have, and its histories show what it says. */
class ModelsPageTest {
    private static final Path PAGE = Path.of("docs", "consistency-models.adoc");
    private static final Pattern HISTORY = Pattern.compile("\\[\\[([\\w-]+)]]\n\\..+\n----\n([^-]+)\n----");
    private static final Pattern STEP =
            Pattern.compile("^\\|([\\w-]+) \\|([\\w-]+) \\|(?:<<([\\w-]+),)?.*$", Pattern.MULTILINE);

    /** @param history the one that only the weaker model allows; null where the page says that there is none */
    record Step(String weaker, String stronger, String history) {}

    static List<Step> steps() throws IOException {
        return STEP.matcher(Files.readString(PAGE))
                .results()
                .map(row -> new Step(row.group(1), row.group(2), row.group(3)))
                .filter(step -> !step.weaker.equals("weaker")) // the table's head
                .toList();
    }

    private static Set<String> ruledOutBy(String history) throws IOException {
        var histories = new TreeMap<String, String>();
        HISTORY.matcher(Files.readString(PAGE))
                .results()
                .forEach(found -> histories.put(found.group(1), found.group(2)));
        assertTrue(histories.containsKey(history), () -> history + " is none of " + histories.keySet());
        var written = new TxnHistory();
        for (var together : histories.get(history).split("\n\n")) {
            var lines = together.lines().map(line -> line.split(": ")).toList();
            for (var line : lines) if (!isAborted(line)) written.begin(client(line), line[1]);
            for (var line : lines) {
                if (isAborted(line)) written.fail(client(line), line[1].replace(" aborted", ""));
                else written.end(client(line), line[1]);
            }
        }
        return ConsistencyModels.ruledOutBy(written.lists("read-uncommitted").phenomena());
    }

    private static int client(String[] line) {
        return line[0].charAt(0) - 'A';
    }

    private static boolean isAborted(String[] line) {
        return line[1].endsWith(" aborted");
    }

    @Test
    void hasEachStepOfTheLatticeAndNoOther() throws IOException {
        var models = ConsistencyModels.reported();
        Map<String, Set<String>> direct = new TreeMap<>();
        for (var stronger : models)
            for (var weaker : models)
                if (ConsistencyModels.isStronger(stronger, weaker)
                        && models.stream()
                                .noneMatch(between -> ConsistencyModels.isStronger(stronger, between)
                                        && ConsistencyModels.isStronger(between, weaker)))
                    direct.computeIfAbsent(weaker, key -> new TreeSet<>()).add(stronger);
        Map<String, Set<String>> told = new TreeMap<>();
        for (var step : steps())
            told.computeIfAbsent(step.weaker, key -> new TreeSet<>()).add(step.stronger);
        assertEquals(direct, told);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theHistoryIsAllowedByTheWeakerModelOnly(Step step) throws IOException {
        if (step.history == null) {
            assertEquals(
                    ConsistencyModels.forbiddenBy(List.of(step.weaker)),
                    ConsistencyModels.forbiddenBy(List.of(step.stronger)));
            return;
        }
        var ruledOut = ruledOutBy(step.history);
        assertTrue(ruledOut.contains(step.stronger), () -> step + ": only " + ruledOut);
        assertFalse(ruledOut.contains(step.weaker), () -> step + ": " + ruledOut);
    }

    @Test
    void readUncommittedForbidsTheDirtyWrite() throws IOException {
        assertTrue(ruledOutBy("dirty-write").contains("read-uncommitted"));
    }
}
