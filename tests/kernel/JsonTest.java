package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import node.Json;
import node.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class JsonTest {
    record Echo(JsonNode echo) {}

    record AddAll(int maxCount, List<Integer> someValues) {}

    record Wide(long big, Optional<Integer> perhaps, Map<String, List<Long>> offsets) {}

    record HTTP() {}

    private static Message parse(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return Message.parse(bytes, 0, bytes.length);
    }

    // ---- names ----

    @Test
    void aRecordsNameInSnakeCaseIsItsType() {
        assertEquals("echo", Json.typeOf(Echo.class));
        assertEquals("add_all", Json.typeOf(AddAll.class));
        assertEquals("http", Json.typeOf(HTTP.class));
    }

    @Test
    void componentsAreFieldsInSnakeCase() {
        assertEquals(
                "{\"max_count\":3,\"some_values\":[1,2]}",
                Json.MAPPER.writeValueAsString(new AddAll(3, List.of(1, 2))));
        assertEquals(
                new AddAll(3, List.of()),
                Json.MAPPER.readValue("{\"max_count\": 3, \"some_values\": []}", AddAll.class));
    }

    // ---- values ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9007199254740993",
                "-9223372036854775808",
                "18446744073709551616",
                "1.10",
                "0.1",
                "-0.5",
                "100.00",
                "3.141592653589793238462643383279502884197",
                "\"\"",
                "[]",
                "{}",
                "[[[[]]]]",
                "[null,true,false]",
                "{\"\":{\"a b\":[1]}}"
            })
    void isWrittenAsItWasRead(String json) {
        assertEquals(json, Json.MAPPER.writeValueAsString(Json.MAPPER.readTree(json)));
    }

    @Test
    void aNumberOfAThousandDigitsIsKept() {
        var number = "7".repeat(1000);
        assertEquals(number, Json.MAPPER.writeValueAsString(Json.MAPPER.readTree(number)));
    }

    @Test
    void numbersAreEqualByWhatIsWritten() {
        assertEquals(Json.MAPPER.readTree("7"), Json.MAPPER.readTree("7"));
        assertTrue(!Json.MAPPER.readTree("9007199254740993").equals(Json.MAPPER.readTree("9007199254740992")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00e9",
                "\u4e2d\u6587",
                "\ud83d\ude00",
                "\ud800",
                "\udc00x",
                "\u0000",
                "\u2028",
                "tab\t",
                "\"\\/"
            })
    void anyStringSurvivesAnyPipe(String text) {
        var line = Json.MAPPER.writeValueAsString(text);
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 128), line);
        assertEquals(
                text,
                Json.MAPPER.readTree(line.getBytes(StandardCharsets.US_ASCII)).stringValue());
    }

    @Test
    void deepNestingIsRead() {
        var json = "[".repeat(400) + "]".repeat(400);
        assertEquals(json, Json.MAPPER.writeValueAsString(Json.MAPPER.readTree(json)));
    }

    // ---- records ----

    @Test
    void anOptionalMayBeMissingOrNull() {
        var without = Json.MAPPER.readValue("{\"big\": 1, \"offsets\": {}}", Wide.class);
        assertEquals(new Wide(1, Optional.empty(), Map.of()), without);
        assertEquals(without, Json.MAPPER.readValue("{\"big\": 1, \"perhaps\": null, \"offsets\": {}}", Wide.class));
    }

    @Test
    void recordsComeBackAsTheyWent() {
        var wide = new Wide(Long.MAX_VALUE, Optional.of(-1), Map.of("k", List.of(1L, 1L << 60)));
        assertEquals(wide, Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(wide), Wide.class));
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertEquals(
                new AddAll(1, List.of()),
                Json.MAPPER.readValue(
                        "{\"max_count\": 1, \"some_values\": [], \"type\": \"x\", \"more\": {}}", AddAll.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing              | {\"some_values\": []}",
                "null                 | {\"max_count\": null, \"some_values\": []}",
                "a string             | {\"max_count\": \"1\", \"some_values\": []}",
                "a fraction           | {\"max_count\": 1.5, \"some_values\": []}",
                "too big              | {\"max_count\": 2147483648, \"some_values\": []}",
                "a bool               | {\"max_count\": true, \"some_values\": []}",
                "missing list         | {\"max_count\": 1}",
                "null list            | {\"max_count\": 1, \"some_values\": null}",
                "a string in the list | {\"max_count\": 1, \"some_values\": [\"1\"]}",
                "no list              | {\"max_count\": 1, \"some_values\": 1}",
                "more after the end   | {\"max_count\": 1, \"some_values\": []} {}"
            })
    void aFieldThatDoesNotFitIsAnError(String what, String json) {
        assertThrows(JacksonException.class, () -> Json.MAPPER.readValue(json, AddAll.class), what);
    }

    // ---- messages ----

    @Test
    void aLineIsAMessage() {
        var message = parse(
                "{\"src\":\"c1\",\"dest\":\"n0\",\"id\":7,\"body\":{\"type\":\"echo\",\"msg_id\":3,\"in_reply_to\":2}}");
        assertEquals("c1", message.src());
        assertEquals("n0", message.dest());
        assertEquals("echo", message.type());
        assertEquals(3L, message.msgId());
        assertEquals(2L, message.inReplyTo());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.5", "null", "18446744073709551616", "[1]"})
    void anIdThatIsNoIntegerIsNone(String id) {
        assertNull(parse("{\"src\":\"a\",\"dest\":\"b\",\"body\":{\"msg_id\":" + id + "}}")
                .msgId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | not JSON",
                "{\"src\":\"a\" | not JSON",
                "'' | ",
                "[] | no \"body\"",
                "7 | no \"body\"",
                "{\"src\":\"a\",\"dest\":\"b\"} | no \"body\"",
                "{\"src\":\"a\",\"dest\":\"b\",\"body\":[]} | no \"body\"",
                "{\"src\":1,\"dest\":\"b\",\"body\":{}} | no \"src\"",
                "{\"src\":\"a\",\"body\":{}} | no \"dest\"",
                "{\"src\":\"a\",\"dest\":\"b\",\"body\":{}} {} | not JSON"
            })
    void aLineThatIsNoMessageIsNamed(String line, String why) {
        var error = assertThrows(IllegalArgumentException.class, () -> parse(line));
        assertTrue(error.getMessage().contains(why == null ? "" : why), error.getMessage());
    }

    @Test
    void aMessageIsReadFromTheMiddleOfABuffer() {
        var bytes = "xx{\"src\":\"a\",\"dest\":\"b\",\"body\":{}}yy".getBytes(StandardCharsets.UTF_8);
        assertEquals("a", Message.parse(bytes, 2, bytes.length - 4).src());
    }

    @Test
    void aMessageIsWrittenOnOneLine() {
        var line = new String(
                parse("{\"body\":{\"a\":\"x\\ny\"},\n\"src\":\"a\",\"dest\":\"b\"}")
                        .toBytes(),
                StandardCharsets.UTF_8);
        assertEquals("{\"src\":\"a\",\"dest\":\"b\",\"body\":{\"a\":\"x\\ny\"}}", line);
    }
}
