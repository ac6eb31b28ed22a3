package bench.world;

import node.Json;
import node.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A message on the network.
 *
 * @param message never changed: its sender keeps none of it, and of the records that receivers read from it nothing is its own
 */
public record Envelope(Message message) {
    private static final int DEPTH_OF_BODY = 2; // inside the message's own braces

    /**
     * Makes of a message what it would be if it were written as JSON and read again. To do that with each message would be a
     * fifth of a simulated run.
     *
     * @throws tools.jackson.core.JacksonException where it cannot be written
     */
    public static Envelope seal(Message message) {
        var body = (ObjectNode) asRead(message.body(), DEPTH_OF_BODY);
        return new Envelope(new Message(message.src(), message.dest(), body));
    }

    /** What a reader of the JSON of {@code node} gets, sharing nothing with it that can change. */
    private static JsonNode asRead(JsonNode node, int depth) {
        return switch (node) {
            case ObjectNode object -> {
                requireWritable(depth);
                var copy = Json.MAPPER.createObjectNode();
                object.forEachEntry((name, value) -> copy.set(name, asRead(value, depth + 1)));
                yield copy;
            }
            case ArrayNode array -> {
                requireWritable(depth);
                var copy = Json.MAPPER.createArrayNode();
                for (var element : array) copy.add(asRead(element, depth + 1));
                yield copy;
            }
            case LongNode number when number.canConvertToInt() -> IntNode.valueOf(number.intValue());
            case StringNode _, IntNode _, LongNode _, BooleanNode _, NullNode _ -> node;
            default -> Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(node)); // 1.5 is read as a BigDecimal
        };
    }

    private static void requireWritable(int depth) {
        Json.MAPPER.tokenStreamFactory().streamWriteConstraints().validateNestingDepth(depth);
    }

    public String src() {
        return message.src();
    }

    public String dest() {
        return message.dest();
    }

    /** Whether a client sent it or is to get it. Such messages know no latency and no partition, and are no server's. */
    public boolean involvesClient() {
        return isClient(src()) || isClient(dest());
    }

    public static boolean isClient(String id) {
        return id.startsWith("c");
    }
}
