package bench.checker;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Json;

/** JSON values as plain Java objects, such that equal JSON is equal Java. */
public final class PlainJson {
    private PlainJson() {}

    /** An integer becomes a {@link Long} where it fits, however it came to be an integer; lists and objects likewise within. */
    public static Object of(Object json) {
        return switch (json) {
            case Integer number -> number.longValue();
            case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
            case List<?> list -> list.stream().map(PlainJson::of).toList();
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<>();
                map.forEach((key, value) -> copy.put(key, of(value)));
                yield copy;
            }
            case null, default -> json;
        };
    }

    /** A value as it stands in messages: lists as {@code [1 2]}, nothing as {@code nil}, strings in quotes. */
    public static String show(Object value) {
        if (value instanceof List<?> list)
            return "[" + String.join(" ", list.stream().map(PlainJson::show).toList()) + "]";
        return value == null ? "nil" : Json.MAPPER.writeValueAsString(value);
    }
}
