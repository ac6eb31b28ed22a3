package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bench.world.Envelope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import node.Json;
import node.Message;
import node.Node;
import node.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
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
        assertEquals(written(message(value)), Envelope.seal(message(value)).message());
    }

    @ParameterizedTest
    @ValueSource(ints = {490, 497, 498, 499, 500, 510})
    void isNestedAsDeepAsItCouldBeWritten(int depth) {
        var body = Json.MAPPER.createObjectNode();
        ArrayNode inner = body.putArray("value");
        for (int i = 1; i < depth; i++) inner = inner.addArray();
        var message = new Message("n0", "n1", body);
        if (depth + 2 <= 500)
            assertEquals(written(message), Envelope.seal(message).message());
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

    record News(ObjectNode object, JsonNode any, Map<String, JsonNode> named, List<List<Object>> lists)
            implements Notice {}

    /** Changes what it got in every way that it can. */
    private static final class Careless extends Node {
        private int changes;

        Careless() {
            on(News.class, (News news) -> {
                for (var object : List.of(news.object, (ObjectNode) news.any, (ObjectNode) news.named.get("o"))) {
                    object.put("more", 1);
                    ((ArrayNode) object.get("list")).add(2);
                    changes++;
                }
                news.named.clear();
                news.lists.getFirst().add(2);
                news.lists.clear();
            });
        }
    }

    @Test
    void nobodySharesWhatCanChange() {
        var body = (ObjectNode) Json.MAPPER.readTree("""
            {"type": "news", "object": {"list": [1]}, "any": {"list": [1]}, "named": {"o": {"list": [1]}},
             "lists": [[1]]}\
            """);
        var asSent = body.toString();
        var envelope = Envelope.seal(new Message("n1", "n0", body));
        ((ArrayNode) body.at("/object/list")).add(2);
        assertEquals(asSent, envelope.message().body().toString());
        var receiver = new Careless();
        Wire.initialised(receiver)
                .at(1, () -> receiver.receive(envelope.message()))
                .run();
        assertEquals(3, receiver.changes);
        assertEquals(asSent, envelope.message().body().toString());
    }
}
