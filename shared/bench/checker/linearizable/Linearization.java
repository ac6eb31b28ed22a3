package bench.checker.linearizable;

import bench.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for an order of one register's operations in which each happens at a moment between its invocation and its completion.
 * An operation of unknown outcome may happen at any moment after its invocation, or never.
 *
 * <p>The search is that of Wing and Gong (<i>Testing and verifying concurrent objects</i>, 1993) with Lowe's memory
 * (<i>Testing for linearizability</i>, 2017): operations are put in order one by one, depth first, each time one whose
 * invocation comes before the first completion of those still to be placed; a configuration, which is the state reached and the
 * set of operations placed, is entered once only. Operations of unknown outcome are tried last, and of those that are alike the
 * earliest first.
 */
final class Linearization {
    /** More than this and the search gives up. A configuration takes some hundred bytes. */
    private static final int MOST_CONFIGURATIONS = 4_000_000;

    enum Outcome {
        LINEARIZABLE,
        NOT_LINEARIZABLE,
        /** Too many orders to try. */
        UNKNOWN
    }

    private record Configuration(long[] key) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Configuration(var otherKey) && Arrays.equals(key, otherKey);
        }

        @Override
        public int hashCode() {
            long hash = 0;
            for (long word : key) hash = (hash ^ word) * 0x9E3779B97F4A7C15L + (hash >>> 29);
            return (int) (hash ^ hash >>> 32);
        }
    }

    private final List<Operation<KvAction>> operations = new ArrayList<>(); // first the definite ones, by invocation
    private final int definite; // how many are
    private final Register register;
    private final int[] twin; // by operation: the one before it that is alike and also indefinite, or -1

    // The definite operations' invocations (entry 2i of operation i) and completions (2i + 1) in a list by time, each
    // taken out
    // when its operation is placed. The last entry is the list's head and end.
    private final int[] next;
    private final int[] previous;
    private final int end;

    private final long[] placed; // a bit for each operation; the indefinite ones begin with a word of their own
    private final int indefiniteWord;
    private final Set<Configuration> entered = new HashSet<>();
    private final int[] stack; // operations as placed
    private final int[] states; // and the state before each
    private int depth;
    private int state = Register.ABSENT;

    private int stuckAt = -1; // the completion that the search could never get past
    private final Set<Integer> stuckStates = new TreeSet<>();

    /** @param history operations that are ok or indefinite, by invocation */
    Linearization(List<Operation<KvAction>> history) {
        for (var operation : history) if (operation.isOk()) operations.add(operation);
        definite = operations.size();
        for (var operation : history) if (operation.isIndefinite()) operations.add(operation);
        register = new Register(operations);
        twin = twins();
        end = 2 * definite;
        next = new int[end + 1];
        previous = new int[end + 1];
        link();
        indefiniteWord = (definite + Long.SIZE - 1) / Long.SIZE;
        placed = new long[indefiniteWord + (operations.size() - definite + Long.SIZE - 1) / Long.SIZE];
        stack = new int[operations.size()];
        states = new int[operations.size()];
    }

    private int[] twins() {
        var twins = new int[operations.size()];
        Arrays.fill(twins, -1);
        for (int i = definite; i < twins.length; i++)
            for (int j = i - 1; j >= definite && twins[i] < 0; j--) if (register.areAlike(i, j)) twins[i] = j;
        return twins;
    }

    private void link() {
        var entries = new Integer[end];
        Arrays.setAll(entries, entry -> entry);
        Arrays.sort(entries, (one, other) -> Integer.compare(when(one), when(other)));
        int last = end;
        for (int entry : entries) {
            next[last] = entry;
            previous[entry] = last;
            last = entry;
        }
        next[last] = end;
        previous[end] = last;
    }

    /** An entry's place in the history. */
    private int when(int entry) {
        var operation = operations.get(entry / 2);
        return (isCompletion(entry) ? operation.completion() : operation.invocation()).index();
    }

    private static boolean isCompletion(int entry) {
        return entry % 2 == 1;
    }

    Outcome search() {
        int candidate = firstCandidate();
        while (next[end] != end) {
            if (entered.size() > MOST_CONFIGURATIONS) return Outcome.UNKNOWN;
            if (candidate >= 0) {
                candidate = place(candidate) ? firstCandidate() : candidateAfter(candidate);
            } else {
                if (depth == 0) return Outcome.NOT_LINEARIZABLE;
                candidate = candidateAfter(takeBack());
            }
        }
        return Outcome.LINEARIZABLE;
    }

    private int firstCandidate() {
        return next[end] / 2; // what comes first is an invocation
    }

    /** The operation to try after {@code operation} as the next in the order, or -1. */
    private int candidateAfter(int operation) {
        int entry = operation < definite ? next[2 * operation] : next[end];
        while (entry != end && !isCompletion(entry)) {
            if (operation < definite) return entry / 2;
            entry = next[entry];
        }
        if (entry == end) return -1;
        if (operation < definite) noteStuck(entry);
        for (int i = Math.max(operation + 1, definite); i < operations.size(); i++)
            if (operations.get(i).invocation().index() < when(entry) && isNextOfItsKind(i)) return i;
        return -1;
    }

    private boolean isNextOfItsKind(int indefinite) {
        return !isPlaced(indefinite) && (twin[indefinite] < 0 || isPlaced(twin[indefinite]));
    }

    private void noteStuck(int completion) {
        if (stuckAt >= 0 && when(completion) < when(stuckAt)) return;
        if (completion != stuckAt) stuckStates.clear();
        stuckAt = completion;
        stuckStates.add(state);
    }

    /** Places {@code operation} next in the order, unless it cannot be there or that was tried before. */
    private boolean place(int operation) {
        int after = register.step(state, operation);
        if (after == Register.IMPOSSIBLE) return false;
        flip(operation);
        if (!entered.add(configuration(after))) {
            flip(operation);
            return false;
        }
        stack[depth] = operation;
        states[depth++] = state;
        state = after;
        if (operation < definite) {
            takeOut(2 * operation);
            takeOut(2 * operation + 1);
        }
        return true;
    }

    private int takeBack() {
        int operation = stack[--depth];
        state = states[depth];
        flip(operation);
        if (operation < definite) {
            putBack(2 * operation + 1);
            putBack(2 * operation);
        }
        return operation;
    }

    private void takeOut(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void putBack(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }

    private int bit(int operation) {
        return operation < definite ? operation : indefiniteWord * Long.SIZE + operation - definite;
    }

    private boolean isPlaced(int operation) {
        int bit = bit(operation);
        return (placed[bit / Long.SIZE] & 1L << bit) != 0;
    }

    private void flip(int operation) {
        int bit = bit(operation);
        placed[bit / Long.SIZE] ^= 1L << bit;
    }

    /** State and bits as a key; of the definite operations' words only those between 'all placed' and 'none placed'. */
    private Configuration configuration(int state) {
        int from = 0;
        while (from < indefiniteWord && placed[from] == -1L) from++;
        int to = indefiniteWord;
        while (to > from && placed[to - 1] == 0) to--;
        int tail = placed.length - indefiniteWord;
        var key = new long[1 + to - from + tail];
        key[0] = (long) from << 32 | state;
        System.arraycopy(placed, from, key, 1, to - from);
        System.arraycopy(placed, indefiniteWord, key, 1 + to - from, tail);
        return new Configuration(key);
    }

    /** After a search in vain: the operation that fits nowhere. All that ended before it can be put in order. */
    Operation<KvAction> misfit() {
        return operations.get(stuckAt / 2);
    }

    /** The values that the register could have when the misfit had to happen at the latest, in words. */
    String valuesThen() {
        return String.join(" or ", stuckStates.stream().map(register::show).toList());
    }
}
