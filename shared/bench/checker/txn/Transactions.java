package bench.checker.txn;

import bench.checker.Evidence;
import bench.history.BadHistory;
import bench.history.Op;
import bench.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A history's transactions, their steps and the versions they wrote and read, numbered so that all further work is on arrays
 * of integers. Each value is written to a key once, so a write and the version it made are the same thing.
 */
final class Transactions {
    /** The version of a read that saw no value. */
    static final int NOTHING = -1;

    /** The version of a read that saw what nobody wrote. */
    static final int UNWRITTEN = -2;

    private final List<Operation<Txn>> operations;
    private final boolean[] isOk; // by transaction
    private final boolean[] isFailed; // by transaction
    private final int[] firstStep; // by transaction, and one more
    private final List<MicroOp> steps = new ArrayList<>();
    private final boolean[] isRead; // by step
    private final int[] key; // by step
    private final int[] version; // by step
    private final boolean[] external; // by step: the first on its key if a read, the last write to it if a write
    private final int[] transaction; // by step
    private final Map<Object, Integer> keyNumbers = new HashMap<>();
    private final List<Map<Object, Integer>> versions = new ArrayList<>(); // by key: each value's version
    private final int[] writing; // by version: the step that wrote it

    /**
     * @param operations by invocation
     * @param ofLists whether values are lists, to which elements are appended, and not registers
     * @throws BadHistory where a value is written to a key twice
     */
    Transactions(List<Operation<Txn>> operations, boolean ofLists) {
        this.operations = operations;
        isOk = new boolean[operations.size()];
        isFailed = new boolean[operations.size()];
        firstStep = new int[operations.size() + 1];
        for (int i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            isOk[i] = operation.isOk();
            isFailed[i] = operation.isFailed();
            steps.addAll(operation.action().txn());
            firstStep[i + 1] = steps.size();
        }
        isRead = new boolean[steps.size()];
        for (int step = 0; step < isRead.length; step++)
            isRead[step] = steps.get(step).isRead();
        key = new int[steps.size()];
        version = new int[steps.size()];
        external = new boolean[steps.size()];
        transaction = new int[steps.size()];
        for (int i = 0; i < operations.size(); i++) Arrays.fill(transaction, firstStep[i], firstStep[i + 1], i);
        numberKeys();
        writing = numberWrites();
        numberReads(ofLists);
        findExternals();
    }

    private void numberKeys() {
        for (int step = 0; step < key.length; step++) {
            var number = keyNumbers.get(steps.get(step).key());
            if (number == null) {
                number = keyNumbers.size();
                keyNumbers.put(steps.get(step).key(), number);
                versions.add(new HashMap<>());
            }
            key[step] = number;
        }
    }

    private int[] numberWrites() {
        var writes = new int[key.length];
        int count = 0;
        for (int step = 0; step < key.length; step++) {
            if (isRead[step]) continue;
            var op = steps.get(step);
            if (versions.get(key[step]).put(op.value(), count) != null)
                throw new BadHistory(
                        op + " is done more than once; each value must be written to a key once only",
                        operations.get(transaction[step]).invocation());
            version[step] = count;
            writes[count++] = step;
        }
        return Arrays.copyOf(writes, count);
    }

    /** The version that a read saw: of a list the one that its last element made. */
    private void numberReads(boolean ofLists) {
        for (int step = 0; step < key.length; step++) {
            if (!isRead[step]) continue;
            var op = steps.get(step);
            var elements = op.elements();
            var seen = !ofLists ? op.value() : elements.isEmpty() ? null : elements.getLast();
            version[step] = seen == null ? NOTHING : versionOf(key[step], seen);
        }
    }

    private void findExternals() {
        var lastTouch = new int[versions.size()]; // by key: one more than the last transaction that touched it
        for (int step = 0; step < key.length; step++) {
            boolean isFirst = lastTouch[key[step]] != transaction[step] + 1;
            lastTouch[key[step]] = transaction[step] + 1;
            external[step] = isFirst && isRead[step];
        }
        Arrays.fill(lastTouch, 0);
        for (int step = key.length - 1; step >= 0; step--) {
            if (isRead[step]) continue;
            external[step] = lastTouch[key[step]] != transaction[step] + 1;
            lastTouch[key[step]] = transaction[step] + 1;
        }
    }

    // ---- transactions ----

    int count() {
        return operations.size();
    }

    Operation<Txn> get(int transaction) {
        return operations.get(transaction);
    }

    boolean isOk(int transaction) {
        return isOk[transaction];
    }

    boolean isFailed(int transaction) {
        return isFailed[transaction];
    }

    /** The steps of {@code transaction} are those from here up to {@link #endStep}, excluded. */
    int firstStep(int transaction) {
        return firstStep[transaction];
    }

    int endStep(int transaction) {
        return firstStep[transaction + 1];
    }

    /** A transaction in words. */
    String show(int transaction) {
        var operation = operations.get(transaction);
        return String.format(
                Locale.ROOT,
                "process %d's %s at %.3f s",
                operation.process(),
                operation.action(),
                operation.startNanos() / 1e9);
    }

    /** These transactions, by their invocations. */
    Evidence evidence(int[] transactions) {
        return Evidence.of(
                Arrays.stream(transactions).mapToObj(t -> get(t).invocation()).toArray(Op<?>[]::new));
    }

    /** These transactions, and the key and the value of one step. */
    Evidence evidence(int step, int... transactions) {
        return evidence(transactions).ofKey(step(step).key()).ofValue(step(step).value());
    }

    /** The step in which {@code transaction} read from others what {@code key} has; -1 where it did not. */
    int externalRead(int transaction, int key) {
        for (int step = firstStep(transaction); step < endStep(transaction); step++)
            if (key(step) == key && isRead(step) && isExternal(step)) return step;
        return -1;
    }

    // ---- steps ----

    MicroOp step(int step) {
        return steps.get(step);
    }

    int stepCount() {
        return key.length;
    }

    boolean isRead(int step) {
        return isRead[step];
    }

    int key(int step) {
        return key[step];
    }

    /** What the step wrote, or read: a version, {@link #NOTHING} or {@link #UNWRITTEN}. */
    int version(int step) {
        return version[step];
    }

    /** Whether other transactions could see this write, or this read what others wrote. */
    boolean isExternal(int step) {
        return external[step];
    }

    int transaction(int step) {
        return transaction[step];
    }

    // ---- keys and versions ----

    int keyCount() {
        return versions.size();
    }

    int versionCount() {
        return writing.length;
    }

    /** -1 where no transaction touches {@code key}. */
    int keyNumber(Object key) {
        return keyNumbers.getOrDefault(key, -1);
    }

    int versionOf(int key, Object value) {
        return versions.get(key).getOrDefault(value, UNWRITTEN);
    }

    /** Whether others could see this version: its writer did not write over it itself. */
    boolean isFinal(int version) {
        return isExternal(writing[version]);
    }

    int writingStep(int version) {
        return writing[version];
    }

    int writer(int version) {
        return transaction[writing[version]];
    }

    /** What was written, as a value of the history. */
    Object value(int version) {
        return steps.get(writing[version]).value();
    }

    /** The key of a version, as a value of the history. */
    Object keyOf(int version) {
        return steps.get(writing[version]).key();
    }
}
