package bench.checker.linearizable;

import bench.checker.PlainJson;
import com.fasterxml.jackson.annotation.JsonFormat;

/** What a client does with one register of a key-value store. The only component of each is Jepsen's tuple of key and value. */
public sealed interface KvAction {
    /** As JSON {@code [key, value]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Keyed<T>(Object key, T value) {
        public Keyed {
            key = PlainJson.of(key);
        }

        private static Keyed<Object> plain(Keyed<Object> pair) {
            return new Keyed<>(pair.key, PlainJson.of(pair.value));
        }
    }

    /** As JSON {@code [from, to]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Change(Object from, Object to) {
        public Change {
            from = PlainJson.of(from);
            to = PlainJson.of(to);
        }
    }

    /** @param value the value null until it was read */
    record Read(Keyed<Object> value) implements KvAction {
        public Read {
            value = Keyed.plain(value);
        }
    }

    record Write(Keyed<Object> value) implements KvAction {
        public Write {
            value = Keyed.plain(value);
        }
    }

    record Cas(Keyed<Change> value) implements KvAction {}

    /** The tuple of key and value. */
    Keyed<?> value();

    default Object key() {
        return value().key();
    }
}
