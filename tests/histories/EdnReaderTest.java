package histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.edn.EdnReader;
import bench.edn.Keyword;
import bench.edn.Symbol;
import bench.history.BadHistory;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdnReaderTest {
    private static Object read(String text) {
        var values = Edn.readAll("[" + text + "]");
        assertEquals(1, values.size());
        return values.getFirst();
    }

    @Test
    void anOperationOfAHistory() {
        var op = "{:index 4, :type :ok, :f :txn, :value [[:r 7 nil] [:append 9 1]], :error [:no-such-key \"it's"
                + " \\\"gone\\\"\"]}";
        assertEquals(
                Map.of(
                        new Keyword("index"),
                        4L,
                        new Keyword("type"),
                        new Keyword("ok"),
                        new Keyword("f"),
                        new Keyword("txn"),
                        new Keyword("value"),
                        List.of(Arrays.asList(new Keyword("r"), 7L, null), List.of(new Keyword("append"), 9L, 1L)),
                        new Keyword("error"),
                        List.of(new Keyword("no-such-key"), "it's \"gone\"")),
                read(op));
    }

    @Test
    void numbersStayExact() {
        assertEquals(
                List.of(
                        9007199254740993L,
                        -1L,
                        Long.MIN_VALUE,
                        new BigInteger("9223372036854775808"),
                        2L,
                        new BigDecimal("0.10"),
                        2.5,
                        1e-7),
                Edn.readAll("9007199254740993 -1 -9223372036854775808 9223372036854775808 2N 0.10M 2.5 1e-7"));
        assertEquals(Double.NEGATIVE_INFINITY, read("##-Inf"));
    }

    @Test
    void setsTagsSymbolsCharactersAndComments() {
        assertEquals(Set.of("n1", "n2"), read("#{\"n2\", \"n1\"}"));
        assertEquals(Map.of(new Keyword("value"), 4L), read("#knossos.model.CASRegister{:value 4}"));
        assertEquals(List.of(new Symbol("..."), 'a', '\n', true), Edn.readAll("(... \\a \\newline true) ; the end"));
        assertEquals(Collections.singletonList(null), Edn.readAll(" nil "));
        assertEquals("A\té", read("\"\\u0041\\té\""));
        assertEquals(List.of(1L, 2L), Edn.readAll("[1 #_#_ 5 6 #_{:not 7} 2 #_8]"));
    }

    @Test
    void valuesOneAfterTheOtherOrInAVector() {
        assertEquals(List.of(1L, List.of(2L), 3L), Edn.readAll("1 [2]\n3"));
        assertEquals(List.of(1L, List.of(2L), 3L), Edn.readAll("\uFEFF[1 [2]\n3]\n"));
        assertEquals(List.of(), Edn.readAll(""));
        assertEquals(List.of(), Edn.readAll(" [ ] "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{:a 1}\\n[1 2\\n| line 3, column 1 | the text ends before the ']' of a bracket in line 2",
                "{:a} | line 1, column 4 | a map's key :a has no value",
                "{:a 1, :a 2} | line 1, column 11 | the key :a is twice in a map",
                "{:a [1)} | line 1, column 7 | ')' where ']' is expected",
                "{:a 1} \"abc\\n | line 2, column 1 | the text ends within a string that begins in line 1",
                "[1] 2 | line 1, column 5 | something follows the ']'",
                "[1 | line 1, column 3 | the text ends",
                "1 ] | line 1, column 3 | ']' where a value or a name is expected",
                "{:a \"\\q\"} | line 1, column 8 | no such escape",
                "12x | line 1, column 4 | not a number: 12x",
                "1/2 | line 1, column 4 | not a number: 1/2",
                "{\"type\": 1} | line 1, column 9 | JSON",
                "{\"type\":\"ok\"} | line 1, column 9 | JSON",
            })
    void whereTextIsNoEdnTheLineIsTold(String text, String place, String what) {
        var e = assertThrows(BadHistory.class, () -> Edn.readAll(text.replace("\\n", "\n")));
        assertTrue(e.getMessage().startsWith(place + " is not EDN: "), e.getMessage());
        assertTrue(e.getMessage().contains(what), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{:a ", "#{", "#tag ", "#_ "})
    void nothingIsNestedTooDeepForIt(String opening) throws IOException {
        var edn = new EdnReader(new StringReader("1 " + opening.repeat(100_000)));
        edn.hasNext();
        edn.next();
        assertThrows(BadHistory.class, () -> {
            edn.hasNext();
            edn.next();
        });
    }
}
