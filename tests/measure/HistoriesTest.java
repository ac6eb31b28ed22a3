package measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.linearizable.LinearizabilityChecker;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.RegisterChecker;
import bench.history.History;
import bench.history.Operation;
import bench.measure.judge.Histories;
import bench.run.Arguments;
import bench.workload.Options;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What checkers are measured on is what it is said to be. */
final class HistoriesTest {
    private static final int OPERATIONS = 5_000;
    private static final List<String> MODEL = List.of("strict-serializable");

    private static Options options(String workload) {
        return Arguments.parse("--workload " + workload + " --node-count 5 --concurrency 4n", List.of());
    }

    private static void hasEverything(History<?> history) {
        var operations = history.operations();
        assertEquals(OPERATIONS, operations.size());
        assertTrue(operations.stream().anyMatch(Operation::isOk));
        assertTrue(operations.stream().anyMatch(Operation::isIndefinite));
        int most = mostAtOnce(history);
        assertTrue(most > 15 && most <= 20, most + " at once");
    }

    private static int mostAtOnce(History<?> history) {
        var atWork = new HashSet<Integer>();
        int most = 0;
        for (var op : history.ops()) {
            switch (op.type()) {
                case INVOKE -> assertTrue(atWork.add(op.process()), () -> op + " begins before the last one ended");
                case OK, FAIL, INFO -> assertTrue(atWork.remove(op.process()), () -> op + " ends without beginning");
            }
            most = Math.max(most, atWork.size());
        }
        return most;
    }

    @Test
    void registersAreStrictlySerializable() {
        var history = Histories.ofTransactions(options("txn-rw-register"), OPERATIONS);
        hasEverything(history);
        assertEquals(List.of(), new RegisterChecker(MODEL, 20, 5).check(history).anomalies());
    }

    @Test
    void listsAreStrictlySerializable() {
        var history = Histories.ofTransactions(options("txn-list-append"), OPERATIONS);
        hasEverything(history);
        assertEquals(
                List.of(), new ListAppendChecker(MODEL, 20, 5).check(history).anomalies());
    }

    @Test
    void oneRegisterIsLinearizableButForAWrongEnd() {
        var history = Histories.ofOneRegister(OPERATIONS);
        hasEverything(history);
        assertTrue(history.operations().stream().anyMatch(Operation::isFailed));
        assertEquals(List.of(), new LinearizabilityChecker().check(history).anomalies());

        var wrong = new LinearizabilityChecker().check(Histories.withWrongEnd(history));
        assertEquals(
                List.of("nonlinearizable"),
                wrong.anomalies().stream().map(anomaly -> anomaly.type()).toList());
    }

    @Test
    void theyAreTheSameEachTime() {
        var options = options("txn-list-append");
        assertEquals(Histories.ofTransactions(options, 1_000), Histories.ofTransactions(options, 1_000));
        assertEquals(Histories.ofOneRegister(1_000), Histories.ofOneRegister(1_000));
    }
}
