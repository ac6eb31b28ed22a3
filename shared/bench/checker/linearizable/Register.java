package bench.checker.linearizable;

import bench.checker.PlainJson;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A register with compare-and-set as a state machine over small integers: its state is the number of a value, and operations
 * are known by their place in a list.
 */
final class Register {
    /** The state before the first write, and after one of null, as in Knossos: nobody can tell them apart. */
    static final int ABSENT = 0;

    /** In place of a state: the operation cannot happen there. */
    static final int IMPOSSIBLE = -1;

    private static final int ANY = -2; // in place of an expected state

    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> values = new ArrayList<>();
    private final int[] expected; // by operation: the state it needs
    private final int[] left; // by operation: the state it leaves

    Register(List<Operation<KvAction>> operations) {
        values.add(null);
        numbers.put(null, ABSENT);
        expected = new int[operations.size()];
        left = new int[operations.size()];
        for (int i = 0; i < operations.size(); i++) {
            switch (operations.get(i).action()) {
                case Read(var read) -> expected[i] = left[i] = number(read.value());
                case Write(var written) -> {
                    expected[i] = ANY;
                    left[i] = number(written.value());
                }
                case Cas(var cas) -> {
                    expected[i] = number(cas.value().from());
                    left[i] = number(cas.value().to());
                }
            }
        }
    }

    private int number(Object value) {
        return numbers.computeIfAbsent(value, fresh -> {
            values.add(fresh);
            return values.size() - 1;
        });
    }

    /** The state after {@code operation} in {@code state}, or {@link #IMPOSSIBLE}. */
    int step(int state, int operation) {
        return expected[operation] == ANY || expected[operation] == state ? left[operation] : IMPOSSIBLE;
    }

    /** Whether {@code operation}, where it can happen, leaves the state as it is. */
    boolean isIdle(int operation) {
        return expected[operation] == left[operation];
    }

    /** Whether {@code operation} can happen in every state. */
    boolean isBlind(int operation) {
        return expected[operation] == ANY;
    }

    /** Whether two operations have the same effect in every state. */
    boolean areAlike(int one, int other) {
        return expected[one] == expected[other] && left[one] == left[other];
    }

    /** A state in words. */
    String show(int state) {
        return state == ABSENT ? "no value" : PlainJson.show(values.get(state));
    }
}
