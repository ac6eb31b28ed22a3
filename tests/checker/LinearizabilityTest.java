package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Anomaly.Severity;
import bench.checker.Findings;
import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Change;
import bench.checker.linearizable.KvAction.Keyed;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.checker.linearizable.LinearizabilityChecker;
import bench.history.History;
import bench.history.Op;
import bench.history.Op.Type;
import bench.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearizabilityTest {
    private final List<Op<KvAction>> ops = new ArrayList<>();

    private static KvAction read(int key, Object value) {
        return new Read(new Keyed<>(key, value));
    }

    private static KvAction write(int key, Object value) {
        return new Write(new Keyed<>(key, value));
    }

    private static KvAction cas(int key, Object from, Object to) {
        return new Cas(new Keyed<>(key, new Change(from, to)));
    }

    private void op(int process, Type type, KvAction action) {
        ops.add(new Op<>(ops.size(), ops.size() * 1_000_000L, process, type, action, null));
    }

    private void now(int process, KvAction action) {
        op(process, Type.INVOKE, action);
        op(process, Type.OK, action);
    }

    private Findings check() {
        return new LinearizabilityChecker().check(new History<>(ops));
    }

    private void assertLinearizable() {
        assertEquals(List.of(), check().anomalies());
    }

    private String assertNotLinearizable() {
        var anomalies = check().anomalies();
        assertEquals(1, anomalies.size());
        assertEquals("nonlinearizable", anomalies.getFirst().type());
        assertEquals(Severity.FAILS, anomalies.getFirst().severity());
        return anomalies.getFirst().text();
    }

    @Test
    void aReadOfTheLastValueWrittenIsRight() {
        now(0, write(1, 3));
        now(1, read(1, 3));
        now(1, cas(1, 3, 4));
        now(0, read(1, 4));
        assertLinearizable();
        assertNull(check().vacuous());
    }

    @Test
    void aStaleReadIsNamed() {
        now(0, write(1, 3));
        now(0, write(1, 4));
        now(7, read(1, 3));
        assertEquals(
                "key 1: process 7's read of 3, from 0.004 s to 0.005 s, fits nowhere:"
                        + " in every order of what had ended by then the key has 4",
                assertNotLinearizable());
    }

    @Test
    void aReadMayTakeEitherSideOfAWriteUnderWay() {
        now(0, write(1, 3));
        op(0, Type.INVOKE, write(1, 4));
        now(1, read(1, 3));
        now(2, read(1, 4));
        op(0, Type.OK, write(1, 4));
        assertLinearizable();
    }

    @Test
    void aWriteUnderWayIsNotUndone() {
        now(0, write(1, 3));
        op(0, Type.INVOKE, write(1, 4));
        now(1, read(1, 4));
        now(2, read(1, 3));
        op(0, Type.OK, write(1, 4));
        assertTrue(assertNotLinearizable().contains("read of 3"));
    }

    @Test
    void keysAreJudgedApart() {
        now(0, write(1, 3));
        now(0, write(2, 4));
        now(1, read(2, 4));
        now(1, read(1, 3));
        assertLinearizable();
        now(1, read(2, 3));
        assertTrue(assertNotLinearizable().startsWith("key 2: "));
    }

    @Test
    void aCompareAndSetThatFoundAnotherValueIsWrong() {
        now(0, write(1, 3));
        now(0, cas(1, 2, 4));
        assertTrue(assertNotLinearizable().contains("cas from 2 to 4"));
    }

    @Test
    void aKeyThatWasNeverWrittenHasTheValueNull() {
        now(0, cas(1, null, 1));
        now(0, read(1, 1));
        assertLinearizable();
        now(0, cas(1, null, 2));
        assertTrue(assertNotLinearizable()
                .endsWith("cas from nil to 2, from 0.004 s to 0.005 s, fits nowhere:"
                        + " in every order of what had ended by then the key has 1"));
    }

    @Test
    void aKeyMayBeSetToNull() {
        now(0, write(1, 3));
        now(0, cas(1, 3, null));
        now(0, cas(1, null, 4));
        now(0, read(1, 4));
        assertLinearizable();
    }

    @Test
    void anUnknownWriteMayHappenMuchLater() {
        now(0, write(1, 3));
        op(1, Type.INVOKE, write(1, 4));
        op(1, Type.INFO, write(1, 4));
        now(0, read(1, 3));
        now(0, read(1, 3));
        now(0, read(1, 4));
        assertLinearizable();
    }

    @Test
    void anUnknownWriteMayNeverHappen() {
        now(0, write(1, 3));
        op(1, Type.INVOKE, write(1, 4));
        now(0, read(1, 3));
        assertLinearizable();
    }

    @Test
    void anUnknownWriteHappensOnceOnly() {
        op(1, Type.INVOKE, write(1, 4));
        op(1, Type.INFO, write(1, 4));
        now(0, write(1, 3));
        now(0, read(1, 4));
        now(0, write(1, 3));
        now(2, read(1, 4));
        assertTrue(assertNotLinearizable().contains("process 2's read of 4"));
    }

    @Test
    void ofTwoUnknownWritesAlikeEachHappensOnce() {
        for (int process = 1; process <= 2; process++) {
            op(process, Type.INVOKE, write(1, 4));
            op(process, Type.INFO, write(1, 4));
        }
        for (int i = 0; i < 2; i++) {
            now(0, write(1, 3));
            now(0, read(1, 4));
        }
        assertLinearizable();
        now(0, write(1, 3));
        now(0, read(1, 4));
        assertNotLinearizable();
    }

    @Test
    void anUnknownWriteDoesNotHappenBeforeItsInvocation() {
        now(0, write(1, 3));
        now(0, read(1, 4));
        op(1, Type.INVOKE, write(1, 4));
        op(1, Type.INFO, write(1, 4));
        assertNotLinearizable();
    }

    @Test
    void whatFailedDidNotHappen() {
        now(0, write(1, 3));
        op(1, Type.INVOKE, write(1, 4));
        op(1, Type.FAIL, write(1, 4));
        now(0, read(1, 3));
        assertLinearizable();
        now(0, read(1, 4));
        assertNotLinearizable();
    }

    @Test
    void aValueFromNowhereIsWrong() {
        now(0, read(1, 3));
        assertTrue(assertNotLinearizable().endsWith("the key has no value"));
    }

    @Test
    void readsOfNullAreToldAndShowNothing() {
        now(0, write(1, 3));
        now(0, read(1, null));
        var findings = check();
        assertTrue(findings.isValid());
        assertEquals("no read returned a value", findings.vacuous());
        assertEquals("null read", findings.anomalies().getFirst().type());
        assertEquals(Severity.WARNS, findings.anomalies().getFirst().severity());
    }

    @Test
    void aRunWithoutReadsShowsNothing() {
        now(0, write(1, 3));
        assertNotNull(check().vacuous());
    }

    @ParameterizedTest
    @CsvSource({"3, 6, 20000", "4, 7, 10000", "5, 6, 5000"})
    void agreesWithEveryPermutation(int processes, int count, int histories) {
        var random = new Random(4);
        int wrong = 0;
        for (int i = 0; i < histories; i++) {
            randomHistory(random, processes, count);
            boolean expected = someOrderFits(new History<>(ops).operations());
            if (!expected) wrong++;
            assertEquals(
                    expected,
                    check().isValid(),
                    () -> String.join("\n", ops.stream().map(Object::toString).toList()));
        }
        int known = wrong;
        assertTrue(
                wrong > histories / 10 && wrong < histories * 9 / 10, () -> known + " of " + histories + " are wrong");
    }

    /** Random operations with random results on one key. */
    private void randomHistory(Random random, int processes, int count) {
        ops.clear();
        Map<Integer, KvAction> open = new HashMap<>();
        int next = processes;
        var names = new int[processes];
        for (int i = 0; i < processes; i++) names[i] = i;
        for (int begun = 0; begun < count || !open.isEmpty(); ) {
            int thread = random.nextInt(processes);
            var action = open.remove(names[thread]);
            if (action != null) {
                var type = random.nextInt(5) > 0 ? Type.OK : random.nextBoolean() ? Type.INFO : Type.FAIL;
                if (type == Type.OK || !(random.nextInt(4) == 0)) op(names[thread], type, action);
                else type = Type.INFO; // never completed
                if (type == Type.INFO) names[thread] = next++;
            } else if (begun < count) {
                begun++;
                open.put(names[thread], randomAction(random));
                op(names[thread], Type.INVOKE, open.get(names[thread]));
            } else if (open.isEmpty()) break;
        }
    }

    private static KvAction randomAction(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> read(0, randomValue(random));
            case 1 -> write(0, randomValue(random));
            default -> cas(0, randomValue(random), randomValue(random));
        };
    }

    private static Object randomValue(Random random) {
        return random.nextInt(8) == 0 ? null : (Object) random.nextLong(2);
    }

    /** Brute force: every subset of the indefinite operations, every permutation. */
    private static boolean someOrderFits(List<Operation<KvAction>> operations) {
        var known = operations.stream()
                .filter(operation -> !operation.isFailed())
                .filter(operation -> operation.isOk() || !(operation.action() instanceof Read))
                .toList();
        return extend(known, new ArrayList<>(), null);
    }

    private static boolean extend(List<Operation<KvAction>> left, List<Operation<KvAction>> order, Object value) {
        if (left.stream().noneMatch(Operation::isOk)) return true;
        for (var operation : left) {
            boolean tooEarly = left.stream()
                    .anyMatch(other -> other.isOk()
                            && other.completion().index()
                                    < operation.invocation().index());
            if (tooEarly) continue;
            boolean fits = switch (operation.action()) {
                case Read(var read) -> read.value() == null || Objects.equals(value, read.value());
                case Write _ -> true;
                case Cas(var cas) -> Objects.equals(value, cas.value().from());
            };
            if (!fits) continue;
            Object after = switch (operation.action()) {
                case Read _ -> value;
                case Write(var write) -> write.value();
                case Cas(var cas) -> cas.value().to();
            };
            var rest = new ArrayList<>(left);
            rest.remove(operation);
            order.add(operation);
            if (extend(rest, order, after)) return true;
            order.removeLast();
        }
        return false;
    }

    @Test
    void aStaleReadAmongManyClientsIsFound() {
        for (int i = 0; i < 300; i++) {
            for (int process = 0; process < 12; process++) op(process, Type.INVOKE, write(0, process % 5));
            for (int process = 0; process < 12; process++) op(process, Type.OK, write(0, process % 5));
        }
        now(20, write(0, 1));
        now(20, write(0, 2));
        now(21, read(0, 1));
        assertTrue(assertNotLinearizable().endsWith("the key has 2"));
    }

    @Test
    void manyClientsAndUnknownOutcomesStayCheap() {
        var random = new Random(7);
        Map<Integer, KvAction> open = new HashMap<>();
        var names = new int[20];
        for (int i = 0; i < names.length; i++) names[i] = i;
        Object value = null;
        int next = names.length;
        while (ops.size() < 20_000) {
            int thread = random.nextInt(names.length);
            var action = open.remove(names[thread]);
            if (action == null) {
                action = random.nextInt(3) == 0 ? write(0, random.nextInt(5)) : read(0, null);
                open.put(names[thread], action);
                op(names[thread], Type.INVOKE, action);
                continue;
            }
            boolean unknown = random.nextInt(200) == 0;
            if (action instanceof Write(var pair) && !(unknown && random.nextBoolean())) value = pair.value();
            if (action instanceof Read) action = read(0, value);
            op(
                    names[thread],
                    unknown ? Type.INFO : action instanceof Read && value == null ? Type.FAIL : Type.OK,
                    action);
            if (unknown) names[thread] = next++;
        }
        assertLinearizable();
    }
}
