package bench.checker.set;

import bench.checker.PlainJson;
import java.util.List;

/** What a client does with a growing set of values, be it that they are broadcast or added. */
public sealed interface SetAction {
    /** @param value any JSON value */
    record Broadcast(Object value) implements SetAction {
        public Broadcast {
            value = PlainJson.of(value);
        }
    }

    /** @param value any JSON value */
    record Add(Object value) implements SetAction {
        public Add {
            value = PlainJson.of(value);
        }
    }

    /** @param value what a node has, in its order; null as long as that is not known */
    record Read(List<?> value) implements SetAction {
        public Read {
            value = (List<?>) PlainJson.of(value);
        }
    }
}
