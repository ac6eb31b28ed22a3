package bench.checker.txn;

import bench.checker.PlainJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * One step of a transaction; as JSON {@code ["r", 1, null]}, {@code ["w", 1, 2]} or {@code ["append", 1, 2]}.
 *
 * @param key any JSON value
 * @param value what is written or appended; of a read what was read, and null where that is nothing or not known yet
 */
public record MicroOp(Kind kind, Object key, Object value) {
    public enum Kind {
        READ("r"),
        WRITE("w"),
        APPEND("append");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    public MicroOp {
        key = PlainJson.of(key);
        value = PlainJson.of(value);
    }

    public static MicroOp read(Object key) {
        return new MicroOp(Kind.READ, key, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static MicroOp of(List<Object> json) {
        if (json.size() != 3) throw new IllegalArgumentException("not an operation, a key and a value: " + json);
        for (var kind : Kind.values())
            if (kind.symbol.equals(json.getFirst())) return new MicroOp(kind, json.get(1), json.get(2));
        throw new IllegalArgumentException("neither a read nor a write nor an append: " + json);
    }

    /** An array, because of a generic type Jackson looks for a serializer anew each time. */
    @JsonValue
    Object[] json() {
        return new Object[] {kind.symbol, key, value};
    }

    public boolean isRead() {
        return kind == Kind.READ;
    }

    /** The elements that this read of a list saw: none where there was no list. */
    public List<?> elements() {
        return value instanceof List<?> list ? list : List.of();
    }

    @Override
    public String toString() {
        return "[" + kind.symbol + " " + PlainJson.show(key) + " " + PlainJson.show(value) + "]";
    }
}
