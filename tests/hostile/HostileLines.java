package hostile;

import bench.run.Stage;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import node.Json;
import node.Message;
import node.Node;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lines that nobody in their right mind would send to a node, all kinds in turn, the same for the same stage. Many are made of
 * what the node really gets. None of them asks for a change that the node would have to make: those that happen to be proper
 * requests are left out, unless they only read.
 */
final class HostileLines {
    /** Proper requests of these types may be among them. */
    private static final Set<String> CHANGE_NOTHING =
            Set.of("init", "echo", "generate", "read", "poll", "list_committed_offsets");

    private static final List<String> STRANGERS =
            List.of("n99", "n-1", "c99999999", "evil", "", "\u0000", "\uD800", "n0 ", "N0", "☠", "a".repeat(5000));

    private static final List<String> HUGE = List.of(
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e999999999",
            "-1e-999999999",
            "1E400",
            "0.1e-400",
            "-0",
            "1" + "0".repeat(400),
            "-" + "9".repeat(9_999),
            "7".repeat(20_000));

    private static final List<String> NO_MESSAGES = List.of(
            "",
            " ",
            "\r",
            "null",
            "7",
            "\"init\"",
            "[]",
            "{}",
            "[[[]]]",
            "{}{}",
            "{\"src\":1,\"dest\":\"n0\",\"body\":{}}",
            "{\"src\":\"c1\",\"body\":{\"type\":\"read\"}}",
            "{\"src\":\"c1\",\"dest\":\"n0\",\"body\":[]}",
            "{\"src\":\"c1\",\"dest\":\"n0\",\"body\":\"{}\"}",
            "{\"src\":\"c1\",\"dest\":\"n0\",\"body\":{}}",
            "{\"src\":\"c1\",\"dest\":\"n0\",\"body\":{\"type\":null}} trailing",
            "\uFEFF{\"src\":\"c1\",\"dest\":\"n0\",\"body\":{\"type\":\"read\"}}",
            "{'src':'c1'}",
            "{\"src\":NaN}",
            "// comment",
            "GET / HTTP/1.1",
            "<?xml version=\"1.0\"?>");

    enum Kind {
        NOISE,
        CUT_OFF,
        DAMAGED,
        ILL_TYPED,
        HUGE_NUMBER,
        STRANGER,
        ANSWER_TO_NOTHING,
        SECOND_INIT,
        DEEP,
        LONG,
        DUPLICATE_KEY,
        NUL,
        LONE_SURROGATE,
        NO_MESSAGE
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Message> real;
    private final Map<String, Class<?>> handled; // requests by type
    private final SplittableRandom random = new SplittableRandom(1);
    private int made;

    private HostileLines(List<Message> real, Map<String, Class<?>> handled) {
        this.real = real;
        this.handled = handled;
    }

    /** @param messages what nodes of the stage really get */
    static HostileLines of(Stage stage, List<Message> messages) {
        return new HostileLines(samples(messages), handled(Siege.nodes(stage).get()));
    }

    /** A few messages of each type. */
    private static List<Message> samples(List<Message> messages) {
        var byType = new LinkedHashMap<String, List<Message>>();
        for (var message : messages) {
            var ofType = byType.computeIfAbsent(message.type(), type -> new ArrayList<>());
            if (ofType.size() < 20) ofType.add(message);
        }
        return byType.values().stream().flatMap(List::stream).toList();
    }

    /** The requests that a node takes, as the kernel knows them. */
    private static Map<String, Class<?>> handled(Node node) {
        try {
            var types = new HashMap<String, Class<?>>();
            for (var entry : ((Map<?, ?>) open(Node.class, "handlers").get(node)).entrySet())
                types.put((String) entry.getKey(), (Class<?>)
                        open(entry.getValue().getClass(), "type").get(entry.getValue()));
            return types;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Field open(Class<?> type, String name) throws NoSuchFieldException {
        var field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** @param node whom it is for */
    byte[] next(String node) {
        var kind = Kind.values()[made++ % Kind.values().length];
        while (true) {
            var line = withoutLineEnds(make(kind, node));
            if (isHarmless(line)) return line;
        }
    }

    private static byte[] withoutLineEnds(byte[] line) {
        for (int i = 0; i < line.length; i++) if (line[i] == '\n') line[i] = ' ';
        return line;
    }

    private boolean isHarmless(byte[] line) {
        Message message;
        try {
            message = Message.parse(line, 0, line.length);
        } catch (IllegalArgumentException e) {
            return true;
        }
        if (message.msgId() != null && Interposer.isSomebody(message.src()))
            return false; // whom an answer would confuse
        if (message.body().hasNonNull("in_reply_to")) return true; // to what was never asked
        var type = handled.get(message.type());
        if (type == null || CHANGE_NOTHING.contains(message.type())) return true;
        try {
            Json.MAPPER.treeToValue(message.body(), type);
            return false;
        } catch (JacksonException e) {
            return true;
        }
    }

    private byte[] make(Kind kind, String node) {
        return switch (kind) {
            case NOISE -> noise(1 + random.nextInt(200));
            case CUT_OFF -> {
                var line = sample(node).toBytes();
                yield Arrays.copyOf(line, random.nextInt(line.length));
            }
            case DAMAGED -> damaged(sample(node).toBytes());
            case ILL_TYPED -> illTyped(sample(node)).toBytes();
            case HUGE_NUMBER -> bytes(withHugeNumber(text(sample(node))));
            case STRANGER -> stranger(node).toBytes();
            case ANSWER_TO_NOTHING -> bytes(answerToNothing(node));
            case SECOND_INIT -> bytes(secondInit(node));
            case DEEP -> bytes(deep(node));
            case LONG -> bytes(longLine(node));
            case DUPLICATE_KEY -> bytes(duplicateKey(text(sample(node))));
            case NUL -> nul(sample(node).toBytes());
            case LONE_SURROGATE -> loneSurrogate(sample(node));
            case NO_MESSAGE -> bytes(any(NO_MESSAGES));
        };
    }

    private Message sample(String node) {
        var message = any(real);
        return new Message(any(STRANGERS), node, message.body().deepCopy());
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] damaged(byte[] line) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) line[random.nextInt(line.length)] = (byte) random.nextInt();
        return line;
    }

    private Message illTyped(Message message) {
        for (var name : List.copyOf(message.body().propertyNames())) {
            if (name.equals("type") && random.nextInt(10) > 0) continue;
            switch (random.nextInt(4)) {
                case 0 -> message.body().remove(name);
                case 1 -> {}
                default -> message.body().set(name, ofAnotherType(message.body().get(name)));
            }
        }
        return message;
    }

    /** {@code value}, or what is in it, as something else. */
    private JsonNode ofAnotherType(JsonNode value) {
        if (random.nextBoolean() && value instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            array.set(index, ofAnotherType(array.get(index)));
            return array;
        }
        if (random.nextBoolean() && value instanceof ObjectNode object && !object.isEmpty()) {
            var name = any(List.copyOf(object.propertyNames()));
            object.set(name, ofAnotherType(object.get(name)));
            return object;
        }
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(true);
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(1.5);
            case 4 -> JSON.stringNode(value.toString());
            case 5 -> JSON.stringNode("");
            case 6 -> JSON.arrayNode().add(value);
            default -> JSON.objectNode().set("value", value);
        };
    }

    private String withHugeNumber(String json) {
        var numbers = Pattern.compile("(?<=[:,\\[])-?[0-9]+(?=[,}\\]])").matcher(json);
        return numbers.replaceAll(number -> random.nextInt(3) > 0 ? any(HUGE) : number.group());
    }

    private Message stranger(String node) {
        var body = random.nextBoolean() ? any(real).body().deepCopy() : JSON.objectNode();
        if (random.nextBoolean()) body.put("type", any(List.of("read", "poll", "generate", "frobnicate", "error", "")));
        if (random.nextBoolean()) body.put("msg_id", random.nextLong());
        return new Message(any(STRANGERS), random.nextBoolean() ? node : any(STRANGERS), body);
    }

    private String answerToNothing(String node) {
        var from = any(List.of("n0", "n1", "n2", "lin-kv", "seq-kv", "c1", "evil"));
        var body = any(real).body().deepCopy();
        body.put(
                "type",
                any(List.of(
                        "read_ok",
                        "write_ok",
                        "cas_ok",
                        "error",
                        "init_ok",
                        body.path("type").asString(""))));
        body.remove("msg_id");
        body.put("value", random.nextInt());
        body.put("code", random.nextInt(40));
        var to = any(List.of("0", "-1", "1.5", "\"7\"", "[]", "{}", "true", "" + random.nextLong(1L << 20)));
        body.remove("in_reply_to");
        var json = text(new Message(from, node, body));
        return json.replace("\"body\":{", "\"body\":{\"in_reply_to\":" + to + ",");
    }

    private String secondInit(String node) {
        var body = any(List.of(
                "\"node_id\":\"%s\",\"node_ids\":[\"%s\"]".formatted(node, node),
                "\"node_id\":\"n99\",\"node_ids\":[\"n99\"]",
                "\"node_id\":\"n1\",\"node_ids\":[]",
                "\"node_id\":null,\"node_ids\":null",
                "\"node_ids\":[\"n0\"]",
                "\"node_id\":7,\"node_ids\":{\"n0\":1}",
                "\"node_id\":\"n0\",\"node_ids\":[null]"));
        return "{\"src\":\"%s\",\"dest\":\"%s\",\"body\":{\"type\":\"init\",\"msg_id\":%d,%s}}"
                .formatted(any(List.of("evil", "c99999999")), node, random.nextInt(5), body);
    }

    private String deep(String node) {
        int depth = 1 << random.nextInt(random.nextInt(50) == 0 ? 17 : 10);
        var open = any(List.of("[", "{\"a\":", "[{\"a\":[")).repeat(depth);
        var close = random.nextBoolean()
                ? ""
                : open.startsWith("[{")
                        ? "]}]".repeat(depth)
                        : open.startsWith("[") ? "]".repeat(depth) : "}".repeat(depth);
        var json = text(sample(node));
        return random.nextInt(4) == 0
                ? open + close
                : json.replaceFirst(
                        "(\"[a-z_]+\":)[^,}\\]]+}}$", Matcher.quoteReplacement("\"x\":" + open + "0" + close + "}}"));
    }

    private String longLine(String node) {
        int length = made <= Kind.values().length || random.nextInt(200) == 0 ? 1_000_000 : 1 << random.nextInt(10);
        var filling = any(List.of("a", " ", "\\u0000", "[],", "\\\"", "é")).repeat(length);
        return switch (random.nextInt(4)) {
            case 0 -> filling;
            case 1 -> text(sample(node)) + " ".repeat(length);
            case 2 ->
                "{\"src\":\"evil\",\"dest\":\"%s\",\"body\":{\"type\":\"%s\",\"msg_id\":1}}".formatted(node, filling);
            default ->
                "{\"src\":\"evil\",\"dest\":\"%s\",\"body\":{\"type\":\"read\",\"key\":\"%s\"}}"
                        .formatted(node, filling);
        };
    }

    private String duplicateKey(String json) {
        var bodies = any(List.of(
                "\"body\":{\"type\":\"read\",",
                "\"body\":{\"msg_id\":1,\"msg_id\":\"x\",",
                "\"body\":{\"in_reply_to\":1,\"in_reply_to\":null,",
                "\"body\":{},\"src\":\"evil\",\"body\":{"));
        return json.replace("\"body\":{", bodies);
    }

    private byte[] nul(byte[] line) {
        int at = random.nextInt(line.length + 1);
        var bytes = new ByteArrayOutputStream();
        bytes.write(line, 0, at);
        bytes.writeBytes(random.nextBoolean() ? new byte[1 + random.nextInt(3)] : bytes("\\u0000"));
        bytes.write(line, at, line.length - at);
        return bytes.toByteArray();
    }

    private byte[] loneSurrogate(Message message) {
        var names = new HashSet<>(message.body().propertyNames());
        for (var name : names)
            if (message.body().get(name).isString() && random.nextBoolean())
                message.body().put(name, message.body().get(name).stringValue() + "\uDC00");
        message.body().put("\uD83D", "\uD83D");
        var line = message.toBytes();
        if (random.nextBoolean()) return line;
        int at = random.nextInt(line.length + 1);
        var bytes = new ByteArrayOutputStream();
        bytes.write(line, 0, at);
        bytes.writeBytes(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}); // one, as UTF-8 does not allow
        bytes.write(line, at, line.length - at);
        return bytes.toByteArray();
    }

    private static String text(Message message) {
        return new String(message.toBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
