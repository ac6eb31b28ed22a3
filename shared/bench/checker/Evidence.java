package bench.checker;

import bench.history.Op;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an anomaly rests on, as data: the case that its text tells.
 *
 * @param lines of the history, by {@link Op#index()}, in the order in which the text names them; each stands for its operation
 * @param key the register, list or log concerned; null where there is none, or more than one
 * @param value the message, element or id concerned; null where there is none
 */
public record Evidence(List<Integer> lines, Object key, Object value) {
    /** Of what the history does not show. */
    public static final Evidence NONE = new Evidence(List.of(), null, null);

    public static Evidence of(Op<?>... lines) {
        return new Evidence(Stream.of(lines).map(Op::index).toList(), null, null);
    }

    public Evidence ofKey(Object key) {
        return new Evidence(lines, key, value);
    }

    public Evidence ofValue(Object value) {
        return new Evidence(lines, key, value);
    }
}
