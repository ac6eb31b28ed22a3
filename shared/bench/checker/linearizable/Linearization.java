package bench.checker.linearizable;

import bench.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * set of operations placed, is entered once only.
 *
 * <p>Four things are done without trying the alternatives, since none of them can lose an order. What leaves the register as it
 * is, such as a read, is placed as soon as it fits. Of operations that are alike the one that must end first goes first. One of
 * unknown outcome is placed only where no definite one is like it, and only if the next operation needs the value it leaves.
 */
final class Linearization {
    /** More than this and the search gives up. A configuration takes some hundred bytes. */
    private static final int MOST_CONFIGURATIONS = 4_000_000;

    private static final int NONE = -1;

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
    // The definite operations' invocations (entry 2i of operation i) and completions (2i + 1) in a list by time;
    // both are taken out when their operation is placed. The last entry is the list's head and end.
    private final int[] when; // by entry of the list: its place in the history
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

    private int stuckAt = NONE; // the completion that the search could never get past
    private final Set<Integer> stuckStates = new TreeSet<>();

    /** @param history operations that are ok or indefinite, by invocation */
    Linearization(List<Operation<KvAction>> history) {
        for (var operation : history) if (operation.isOk()) operations.add(operation);
        definite = operations.size();
        for (var operation : history) if (operation.isIndefinite()) operations.add(operation);
        register = new Register(operations);
        end = 2 * definite;
        when = new int[end];
        next = new int[end + 1];
        previous = new int[end + 1];
        link();
        indefiniteWord = (definite + Long.SIZE - 1) / Long.SIZE;
        placed = new long[indefiniteWord + (operations.size() - definite + Long.SIZE - 1) / Long.SIZE];
        stack = new int[operations.size()];
        states = new int[operations.size()];
    }

    private void link() {
        for (int i = 0; i < definite; i++) {
            when[2 * i] = operations.get(i).invocation().index();
            when[2 * i + 1] = operations.get(i).completion().index();
        }
        var entries = new Integer[end];
        Arrays.setAll(entries, entry -> entry);
        Arrays.sort(entries, Comparator.comparingInt(entry -> when[entry]));
        int last = end;
        for (int entry : entries) {
            next[last] = entry;
            previous[entry] = last;
            last = entry;
        }
        next[last] = end;
        previous[end] = last;
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
                int operation = takeBack();
                candidate = register.isIdle(operation) ? NONE : candidateAfter(operation);
            }
        }
        return Outcome.LINEARIZABLE;
    }

    /** The operation to try first as the next in the order: one that leaves the state as it is, if there is any. */
    private int firstCandidate() {
        int entry = next[end];
        for (; entry != end && !isCompletion(entry); entry = next[entry])
            if (register.isIdle(entry / 2) && register.step(state, entry / 2) == state) return entry / 2;
        return definiteCandidateFrom(next[end]);
    }

    /** The operation to try after {@code operation}, or NONE. */
    private int candidateAfter(int operation) {
        return operation < definite
                ? definiteCandidateFrom(next[2 * operation])
                : indefiniteCandidateFrom(operation + 1, firstCompletion());
    }

    private int definiteCandidateFrom(int entry) {
        for (; entry != end; entry = next[entry]) {
            if (isCompletion(entry)) {
                noteStuck(entry);
                return indefiniteCandidateFrom(definite, entry);
            }
            if (!register.isIdle(entry / 2) && !hasTwin(entry / 2, when[entry + 1])) return entry / 2;
        }
        return NONE;
    }

    private int indefiniteCandidateFrom(int from, int firstCompletion) {
        for (int i = from; i < operations.size(); i++) {
            if (operations.get(i).invocation().index() > when[firstCompletion]) return NONE;
            if (!isPlaced(i) && !register.isIdle(i) && !hasTwin(i, Integer.MAX_VALUE) && !hasEarlierIndefiniteTwin(i))
                return i;
        }
        return NONE;
    }

    private int firstCompletion() {
        int entry = next[end];
        while (!isCompletion(entry)) entry = next[entry];
        return entry;
    }

    /** Whether a definite operation like this one could be next and must end before {@code deadline}. */
    private boolean hasTwin(int operation, int deadline) {
        for (int entry = next[end]; !isCompletion(entry); entry = next[entry])
            if (when[entry + 1] < deadline && register.areAlike(entry / 2, operation)) return true;
        return false;
    }

    private boolean hasEarlierIndefiniteTwin(int operation) {
        for (int i = definite; i < operation; i++) if (!isPlaced(i) && register.areAlike(i, operation)) return true;
        return false;
    }

    private void noteStuck(int completion) {
        if (stuckAt >= 0 && when[completion] < when[stuckAt]) return;
        if (completion != stuckAt) stuckStates.clear();
        stuckAt = completion;
        stuckStates.add(state);
    }

    /** Places {@code operation} next in the order, unless it cannot be there or that was tried before. */
    private boolean place(int operation) {
        int after = register.step(state, operation);
        boolean wastesLast = depth > 0 && stack[depth - 1] >= definite && register.isBlind(operation);
        if (after == Register.IMPOSSIBLE || wastesLast) return false;
        flip(operation);
        if (!register.isIdle(operation) && !entered.add(configuration(after, operation >= definite))) {
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

    /**
     * State and bits as a key; of the definite operations' words only those between 'all placed' and 'none placed'.
     *
     * @param needsUse whether the next operation must need the state
     */
    private Configuration configuration(int state, boolean needsUse) {
        int from = 0;
        while (from < indefiniteWord && placed[from] == -1L) from++;
        int to = indefiniteWord;
        while (to > from && placed[to - 1] == 0) to--;
        int tail = placed.length - indefiniteWord;
        var key = new long[1 + to - from + tail];
        key[0] = (long) from << 32 | 2L * state + (needsUse ? 1 : 0);
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
