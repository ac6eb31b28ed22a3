package bench.edn;

import bench.history.Op;
import java.util.List;
import java.util.Map;

/**
 * How the operations of a workload stand in a Jepsen history.
 *
 * @param <A> the workload's actions
 */
public interface Notation<A> {
    Class<A> actions();

    /** The operations' names, as in {@code :f}. */
    List<String> names();

    /**
     * Understands one line of a history.
     *
     * @param name one of {@link #names}
     * @param value its {@code :value}, as plain Java (see {@link Plain})
     * @param fields all its fields by name, the value among them
     * @throws IllegalArgumentException where the value is not one of such an operation; the message is what it should be
     */
    A read(Op.Type type, String name, Object value, Map<String, Object> fields);

    /** The {@code :value} of an operation: what JSON can be, with keywords besides. */
    Object value(Op.Type type, A action);

    /** What an operation has beside its value, by name. */
    default Map<String, Object> more(A action) {
        return Map.of();
    }

    /** Whether what was begun as {@code invoked} can have been completed as {@code completed}, an action of the same name. */
    default boolean canEnd(A invoked, A completed) {
        return invoked.equals(completed);
    }
}
