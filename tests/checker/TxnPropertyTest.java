package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Checker;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.RegisterChecker;
import bench.checker.txn.Txn;
import bench.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that is right never fails, and one that is wrong in a known way is found out for that. */
class TxnPropertyTest {
    private static final int PROCESSES = 8;
    private static final int TRANSACTIONS = 400;
    private static final int RUNS = 25;

    /** Executes each transaction at one moment while it is under way, but for what a test makes it do wrong. */
    private static class Store {
        final RandomGenerator random;
        final Kind write;
        final Map<Object, List<Object>> state = new HashMap<>(); // of a register all its values, the present one last

        Store(RandomGenerator random, Kind write) {
            this.random = random;
            this.write = write;
        }

        Txn execute(Txn asked) {
            return new Txn(asked.txn().stream().map(this::execute).toList());
        }

        MicroOp execute(MicroOp step) {
            var values = state.computeIfAbsent(step.key(), key -> new ArrayList<>());
            if (!step.isRead()) {
                values.add(step.value());
                return step;
            }
            return new MicroOp(Kind.READ, step.key(), seen(values));
        }

        Object seen(List<Object> values) {
            return write == Kind.APPEND ? List.copyOf(values) : values.isEmpty() ? null : values.getLast();
        }

        /** Whether this transaction, which is done now, is told to have failed; its writes stay. */
        boolean isToldToFail() {
            return false;
        }
    }

    /** Reads may see the state of a while ago. */
    private static final class StaleStore extends Store {
        StaleStore(RandomGenerator random, Kind write) {
            super(random, write);
        }

        @Override
        Txn execute(Txn asked) {
            boolean isOld = asked.txn().stream().allMatch(MicroOp::isRead) && random.nextInt(4) == 0;
            if (!isOld) return super.execute(asked);
            return new Txn(asked.txn().stream()
                    .map(step -> {
                        var values = state.getOrDefault(step.key(), List.of());
                        return new MicroOp(Kind.READ, step.key(), seen(values.subList(0, values.size() / 2)));
                    })
                    .toList());
        }
    }

    private static final class AbortingStore extends Store {
        AbortingStore(RandomGenerator random, Kind write) {
            super(random, write);
        }

        @Override
        boolean isToldToFail() {
            return random.nextInt(10) == 0;
        }
    }

    private static History<Txn> run(Store store) {
        var recorder = new Recorder<Txn>();
        var random = store.random;
        var asked = new HashMap<Integer, Txn>();
        var done = new HashMap<Integer, Txn>();
        var counts = new HashMap<Long, Long>();
        for (int begun = 0; begun < TRANSACTIONS || !asked.isEmpty(); ) {
            int process = random.nextInt(PROCESSES);
            if (!asked.containsKey(process)) {
                if (begun == TRANSACTIONS) continue;
                begun++;
                asked.put(process, ask(random, store.write, counts));
                recorder.invoke(process, asked.get(process));
            } else if (!done.containsKey(process)) {
                done.put(process, store.execute(asked.get(process)));
            } else if (store.isToldToFail()) {
                recorder.fail(process, asked.remove(process));
                done.remove(process);
            } else {
                recorder.ok(process, done.remove(process));
                asked.remove(process);
            }
        }
        return recorder.history();
    }

    private static Txn ask(RandomGenerator random, Kind write, Map<Long, Long> counts) {
        var steps = new ArrayList<MicroOp>();
        for (int length = 1 + random.nextInt(4); length > 0; length--) {
            long key = random.nextInt(5);
            steps.add(
                    random.nextBoolean()
                            ? MicroOp.read(key)
                            : new MicroOp(write, key, counts.merge(key, 1L, Long::sum)));
        }
        return new Txn(steps);
    }

    private static Checker<Txn> checker(Kind write, String model) {
        return write == Kind.APPEND
                ? new ListAppendChecker(List.of(model), PROCESSES, 2)
                : new RegisterChecker(List.of(model), PROCESSES, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "APPEND"})
    void aStoreThatDoesOneTransactionAtATimeIsRight(Kind write) {
        for (int seed = 0; seed < RUNS; seed++) {
            var findings =
                    checker(write, "strict-serializable").check(run(new Store(new SplittableRandom(seed), write)));
            assertEquals(List.of(), findings.anomalies());
            assertEquals(null, findings.vacuous());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "APPEND"})
    void aStoreWithOldReadsIsFoundOut(Kind write) {
        for (int seed = 0; seed < RUNS; seed++) {
            var history = run(new StaleStore(new SplittableRandom(seed), write));
            assertEquals(
                    List.of(),
                    checker(write, "read-committed").check(history).anomalies().stream()
                            .filter(anomaly -> !anomaly.type().equals("G1b"))
                            .toList());
            var failures =
                    TxnHistory.failures(checker(write, "strict-serializable").check(history));
            assertTrue(
                    failures.stream().anyMatch(type -> type.startsWith("G-") || type.startsWith("G2")),
                    failures::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "APPEND"})
    void aStoreThatKeepsWhatFailedIsFoundOut(Kind write) {
        for (int seed = 0; seed < RUNS; seed++) {
            var history = run(new AbortingStore(new SplittableRandom(seed), write));
            assertTrue(TxnHistory.failures(checker(write, "read-committed").check(history))
                    .contains("G1a"));
            assertEquals(
                    List.of(),
                    TxnHistory.failures(checker(write, "read-uncommitted").check(history)));
        }
    }
}
