package histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import histories.Edn.Keyword;
import histories.Edn.Symbol;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdnTest {
    private static Object read(String text) throws IOException {
        return Edn.read(new StringReader(text));
    }

    @Test
    void readsAnOperationOfAHistory() throws IOException {
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
    void keepsNumbersExact() throws IOException {
        assertEquals(
                List.of(
                        9007199254740993L,
                        -1L,
                        new BigInteger("9223372036854775808"),
                        BigInteger.TWO,
                        new BigDecimal("0.10"),
                        2.5,
                        1e-7),
                read("[9007199254740993 -1 9223372036854775808 2N 0.10M 2.5 1e-7]"));
        assertEquals(Double.NEGATIVE_INFINITY, read("##-Inf"));
    }

    @Test
    void readsSetsTagsSymbolsCharactersAndComments() throws IOException {
        assertEquals(Set.of("n1", "n2"), read("#{\"n2\", \"n1\"}"));
        assertEquals(Map.of(new Keyword("value"), 4L), read("#knossos.model.CASRegister{:value 4}"));
        assertEquals(List.of(new Symbol("..."), 'a', '\n', true), read("(... \\a \\newline true) ; the end"));
        assertNull(read(" nil "));
        assertEquals("A\té", read("\"\\u0041\\té\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1 2", "{:a}", "[1)", "\"abc", "1 2", "]", "\"\\q\"", "12x"})
    void saysWhereTextIsNoEdn(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> read(text));
        assertTrue(e.getMessage().startsWith("not EDN: "), e.getMessage());
    }
}
