package bench.story;

import bench.trace.Place;
import bench.world.faults.Act;
import bench.world.faults.Cut;
import bench.world.faults.Effect;
import bench.world.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import node.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a story says things. */
final class Words {
    private static final List<String> PROTOCOL = List.of("type", "msg_id", "in_reply_to");
    private static final List<String> OF_KEYS = List.of("key", "value", "from", "to", "create_if_not_exists");
    private static final double NANOS_PER_MILLI = 1e6;

    private Words() {}

    /** A message's type and what it says: {@code broadcast 7}, {@code send key 9, msg 2}. */
    static String content(ObjectNode body) {
        var fields = fields(body);
        var type = body.path("type").asString("?");
        if (type.equals("error"))
            return "error " + body.path("code") + ": " + body.path("text").asString("");
        return fields.isEmpty() ? type : type + " " + fields;
    }

    /** What is asked of a key: {@code write key 3, value 7} says no more than {@code write 3 := 7}. */
    private static String ofKey(ObjectNode body) {
        var key = value(body.get("key"));
        if (body.has("from") && body.has("to"))
            return key + ": " + value(body.get("from")) + " → " + value(body.get("to"));
        return body.has("value") ? key + " := " + value(body.get("value")) : key;
    }

    /** What an answer says, or its type where it says nothing. */
    static String answer(ObjectNode body) {
        var fields = fields(body);
        return fields.isEmpty() || body.path("type").asString("").equals("error") ? content(body) : fields;
    }

    private static String fields(ObjectNode body) {
        var fields = body.properties().stream()
                .filter(field -> !PROTOCOL.contains(field.getKey()))
                .toList();
        if (fields.size() == 1) return value(fields.getFirst().getValue());
        if (body.has("key") && fields.stream().allMatch(field -> OF_KEYS.contains(field.getKey()))) return ofKey(body);
        return String.join(
                ", ",
                fields.stream()
                        .map(field -> field.getKey() + " " + value(field.getValue()))
                        .toList());
    }

    /** JSON as a person writes it: {@code [w 6 1] [r 7 nil]}. */
    static String value(JsonNode value) {
        if (value.isString())
            return value.stringValue().contains(" ") ? "\"" + value.stringValue() + "\"" : value.stringValue();
        if (value.isNull()) return "nil";
        if (value.isArray()) {
            var elements = new ArrayList<String>();
            boolean nested = false;
            for (var element : value) {
                elements.add(value(element));
                nested |= element.isContainer();
            }
            return nested ? String.join(" ", elements) : "[" + String.join(" ", elements) + "]";
        }
        if (value.isObject()) {
            var entries = new ArrayList<String>();
            for (Map.Entry<String, JsonNode> entry : value.properties())
                entries.add(entry.getKey() + ": " + value(entry.getValue()));
            return "{" + String.join(", ", entries) + "}";
        }
        return value.toString();
    }

    /** A value of an action, as it stands in messages and in a node's state. */
    static String json(Object value) {
        return value instanceof String text ? text : Json.MAPPER.writeValueAsString(value);
    }

    /** Whether all messages may have this field, whatever they say. */
    static boolean isOfProtocol(String field) {
        return PROTOCOL.contains(field);
    }

    /** Whether {@code word} is one of the values in a message. */
    static boolean mentions(ObjectNode body, String word) {
        return body.properties().stream()
                .anyMatch(field -> !PROTOCOL.contains(field.getKey()) && mentions(field.getValue(), word));
    }

    private static boolean mentions(JsonNode value, String word) {
        if (!value.isContainer()) return value.asString("").equals(word);
        if (value.isObject()
                && value.properties().stream().anyMatch(field -> field.getKey().equals(word))) return true;
        for (var element : value) if (mentions(element, word)) return true;
        return false;
    }

    /** {@code 4.1 ms}, {@code 646 ms}, {@code 10.2 s}. */
    static String time(long nanos) {
        double millis = nanos / NANOS_PER_MILLI;
        if (millis < 100) return String.format(Locale.ROOT, "%.1f ms", millis);
        if (millis < 10_000) return String.format(Locale.ROOT, "%.0f ms", millis);
        return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    static String at(Place place) {
        return place == null ? "" : " (" + place + ")";
    }

    /** A field's change: {@code value: 3 -> 6}, {@code seen gains 7}. */
    static String change(String field, Object before, Object after) {
        if (before instanceof List<?> old && after instanceof List<?> now) {
            var gained = without(now, old);
            var lost = without(old, now);
            if (lost.isEmpty() && !gained.isEmpty()) return field + " gains " + join(gained);
            if (gained.isEmpty() && !lost.isEmpty()) return field + " loses " + join(lost);
        }
        if (before == null) return field + " becomes " + plain(after);
        if (after == null) return field + " loses " + plain(before);
        return field + ": " + plain(before) + " → " + plain(after);
    }

    static String change(Facts.Change change) {
        return change(change.field(), change.before(), change.after());
    }

    /** Whether a field's value is, or has in it, this word. */
    static boolean holds(Object value, String word) {
        return value instanceof List<?> list ? list.contains(word) : word.equals(value);
    }

    /** Whether a field's value is this word, or has it in it however deep, as an entry of a log has its message. */
    static boolean carries(Object value, String word) {
        return switch (value) {
            case null -> false;
            case List<?> list -> list.stream().anyMatch(element -> carries(element, word));
            default -> value.equals(word) || isContainer(value) && mentions(parse(value), word);
        };
    }

    /** How many times this word is in a field's value, however deep. */
    static int count(Object value, String word) {
        return switch (value) {
            case null -> 0;
            case List<?> list ->
                list.stream().mapToInt(element -> count(element, word)).sum();
            default -> value.equals(word) ? 1 : isContainer(value) ? count(parse(value), word) : 0;
        };
    }

    private static int count(JsonNode value, String word) {
        if (!value.isContainer()) return value.asString("").equals(word) ? 1 : 0;
        int count = 0;
        for (var element : value) count += count(element, word);
        return count;
    }

    /** A field's value as a number: 0 where there was none yet; null where it is something else. */
    static Long number(Object value) {
        if (value == null) return 0L;
        return value instanceof String text && text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static boolean isContainer(Object value) {
        return value instanceof String text && (text.startsWith("[") || text.startsWith("{"));
    }

    private static JsonNode parse(Object text) {
        try {
            return Json.MAPPER.readTree((String) text);
        } catch (JacksonException e) {
            return Json.MAPPER.nullNode(); // another notation than JSON's
        }
    }

    /** A value as it is written in JSON. */
    static String written(Object value) {
        return Json.MAPPER.writeValueAsString(value);
    }

    /** Whether a field had this word in it and has it no longer. */
    static boolean dropped(Facts.Change change, String word) {
        return holds(change.before(), word) && !holds(change.after(), word);
    }

    /** The words that a change brought. */
    static List<String> gained(Facts.Change change) {
        var before = change.before() instanceof List<?> list ? list : List.of();
        return change.after() instanceof List<?> after
                ? without(after, before).stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Object> without(List<?> whole, List<?> part) {
        var rest = new ArrayList<Object>(whole);
        part.forEach(rest::remove);
        return rest;
    }

    private static String plain(Object value) {
        return value instanceof List<?> list ? "[" + join(list) + "]" : String.valueOf(value);
    }

    private static String join(List<?> values) {
        return String.join(", ", values.stream().map(String::valueOf).toList());
    }

    /** How a message was lost, after its name. */
    static String fate(Facts.Loss loss) {
        var letter = loss.letter();
        return switch (loss.act().effect()) {
            case Cut cut ->
                "cut by "
                        + (isInGroups(cut)
                                ? "the partition " + sides(cut)
                                : "a partition: " + letter.dest() + " does not hear " + letter.src());
            case Effect.Crash(String node) -> node + " is down";
            default -> "lost on the way";
        };
    }

    /** The same as a clause of a sentence. */
    static String clause(Facts.Loss loss) {
        return switch (loss.act().effect()) {
            case Cut cut -> "a partition cut it off";
            case Effect.Crash(String node) -> node + " was down";
            default -> "it was lost on the way";
        };
    }

    /** An error of a history without its number. */
    static String error(String error) {
        return error == null ? "no error" : error.replaceFirst("^error \\d+: ", "");
    }

    /** What an act is. */
    static String act(Act act) {
        return switch (act.effect()) {
            case Cut cut -> (act.fault() == Fault.PARTITION ? "partition: " : "cut: ") + sides(cut);
            case Effect.Fate fate
            when act.fault().befallsSingleMessages() && fate.delaysNanos().isEmpty() -> "lost on the way";
            case Effect.Fate fate
            when fate.delaysNanos().size() > 1 ->
                "comes twice, again after " + time(fate.delaysNanos().getLast());
            case Effect.Fate fate -> "held back for " + time(fate.delaysNanos().getFirst());
            case Effect.Spike(long delayNanos) -> "everything takes " + time(delayNanos) + " longer";
            case Effect.Slow(String node, long paceNanos) -> node + " is slow";
            case Effect.Pause(String node) -> node + " is paused";
            case Effect.Crash(String node) -> node + " crashes";
            case Effect.Clock(String node, long offsetNanos) ->
                node + "'s clock is " + time(Math.abs(offsetNanos)) + (offsetNanos > 0 ? " ahead" : " behind");
        };
    }

    /** What a fault is called where they are counted. */
    static String kind(Fault fault) {
        return switch (fault) {
            case PARTITION, ONE_WAY, LINK -> "cut";
            case DUPLICATION -> "doubled message";
            case LOSS -> "lost message";
            case REORDERING -> "late message";
            case SERVICE_TIMEOUT -> "lost answer";
            case SPIKE -> "spike";
            case SLOW -> "slow node";
            case PAUSE -> "pause";
            case CRASH -> "crash";
            case CLOCK -> "clock jump";
        };
    }

    static String plural(String word) {
        return word.matches(".*(s|sh|o)") ? word + "es" : word + "s";
    }

    /** What happens when {@code act} ends. */
    static String over(Act act) {
        return switch (act.fault()) {
            case PARTITION -> "the partition heals";
            case ONE_WAY, LINK -> "the cut heals";
            case CRASH -> node(act) + " starts again";
            case PAUSE -> node(act) + " goes on";
            case SLOW -> node(act) + " is as fast as before";
            case CLOCK -> node(act) + "'s clock is right again";
            case SPIKE -> "messages are as fast as before";
            default -> "the " + kind(act.fault()) + " is over";
        };
    }

    private static String node(Act act) {
        return act.effect() instanceof Effect.OfNode of ? of.node() : "it";
    }

    private static boolean isInGroups(Cut cut) {
        return sides(cut).contains(" | ");
    }

    /** {@code n0 | n1 n2} where the cut makes groups, else who does not hear whom. */
    static String sides(Cut cut) {
        var nodes = new TreeSet<>(cut.deafTo().keySet());
        cut.deafTo().values().forEach(nodes::addAll);
        if (nodes.isEmpty()) return "nobody";
        var side = new TreeSet<String>();
        var first = nodes.first();
        for (var node : nodes) if (!cut.separates(first, node) && !cut.separates(node, first)) side.add(node);
        var other = new TreeSet<>(nodes);
        other.removeAll(side);
        boolean grouped =
                side.stream().allMatch(a -> other.stream().allMatch(b -> cut.separates(a, b) && cut.separates(b, a)));
        if (grouped) return join(side) + " | " + join(other);
        var deaf = new ArrayList<String>();
        cut.deafTo().forEach((node, senders) -> {
            if (!senders.isEmpty()) deaf.add(node + " does not hear " + join(new TreeSet<>(senders)));
        });
        return String.join(", ", deaf);
    }

    private static String join(Set<String> nodes) {
        return String.join(" ", nodes);
    }
}
