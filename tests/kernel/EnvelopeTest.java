package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.world.Envelope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import node.Json;
import node.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A message of the simulation is not written and read, but is what it would be if it were. */
class EnvelopeTest {
    record Whatever(Object value) {}

    private static Message message(Object value) {
        return new Message("n0", "n1", (ObjectNode) Json.MAPPER.valueToTree(new Whatever(value)));
    }

    private static Message written(Message message) {
        var line = message.toBytes();
        return Message.parse(line, 0, line.length);
    }

    static Stream<Object> values() {
        var nodes = JsonNodeFactory.instance;
        var leaves = Stream.of(
                (byte) 1,
                (short) -2,
                3,
                4L,
                1L << 31,
                -1L << 31,
                Long.MIN_VALUE,
                BigInteger.TEN,
                BigInteger.TWO.pow(64),
                1.5f,
                1e300,
                Double.NaN,
                new BigDecimal("5"),
                new BigDecimal("1.10"),
                new BigDecimal("1E+2"),
                true,
                'c',
                "a\u0000\"\\\u00e9\ud83d\ude00",
                "\ud800",
                new byte[] {1, 2, 3},
                nodes.numberNode((short) 1),
                nodes.numberNode(1.5f),
                nodes.pojoNode(List.of(1L, 2.5)),
                nodes.missingNode(),
                nodes.nullNode());
        return leaves.flatMap(
                leaf -> Stream.of(leaf, List.of(leaf, List.of(), leaf), Map.of("a b\u00e9", Map.of("", leaf))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void arrivesAsItWouldBeRead(Object value) {
        assertEquals(written(message(value)), Envelope.seal(message(value)).open());
    }

    @ParameterizedTest
    @ValueSource(ints = {490, 497, 498, 499, 500, 510})
    void isNestedAsDeepAsItCouldBeWritten(int depth) {
        var body = Json.MAPPER.createObjectNode();
        ArrayNode inner = body.putArray("value");
        for (int i = 1; i < depth; i++) inner = inner.addArray();
        var message = new Message("n0", "n1", body);
        if (depth + 2 <= 500)
            assertEquals(written(message), Envelope.seal(message).open());
        else {
            assertThrows(JacksonException.class, message::toBytes);
            assertThrows(JacksonException.class, () -> Envelope.seal(message));
        }
    }

    @Test
    void whatCannotBeWrittenCannotBeSent() {
        var body = Json.MAPPER.createObjectNode();
        body.putPOJO("value", new Object() {
            public int getValue() {
                throw new IllegalStateException("no value");
            }
        });
        assertThrows(JacksonException.class, () -> Envelope.seal(new Message("n0", "n1", body)));
    }

    @Test
    void nobodySharesWhatCanChange() {
        var sent = message(Map.of("list", List.of(1)));
        var envelope = Envelope.seal(sent);
        change(sent);
        change(envelope.open());
        assertEquals("{\"value\":{\"list\":[1]}}", envelope.open().body().toString());
    }

    private static void change(Message message) {
        message.body().put("more", 1);
        assertTrue(message.body().at("/value/list") instanceof ArrayNode);
        ((ArrayNode) message.body().at("/value/list")).add(2);
    }
}
