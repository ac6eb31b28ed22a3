package bench.measure.judge;

import bench.checker.Checker;
import bench.checker.linearizable.LinearizabilityChecker;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.RegisterChecker;
import bench.checker.txn.Txn;
import bench.edn.EdnHistory;
import bench.edn.TxnNotation;
import bench.history.History;
import bench.history.Op;
import bench.run.Arguments;
import bench.workload.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Measures checkers, and what reads and writes histories, on histories that grow by the factor ten. */
public final class Checkers {
    private static final int SHORTEST = 1_000;
    private static final int GOALS_LENGTH = 1_000_000;
    private static final int LONGEST_OF_ONE_REGISTER = 10_000;
    private static final List<String> MODEL = List.of("strict-serializable"); // so that everything is looked for

    private final int longest;
    private final Sheet sheet;

    /** @param longest operations in the longest history */
    public Checkers(int longest, Sheet sheet) {
        this.longest = longest;
        this.sheet = sheet;
    }

    private static IntStream lengths(int longest) {
        return IntStream.iterate(SHORTEST, length -> length <= longest, length -> 10 * length);
    }

    /** Transactions on registers. */
    public void measureRegisters() {
        var options = options("txn-rw-register");
        var checker = new RegisterChecker(MODEL, options.concurrency(), options.nodeCount());
        measureTransactions("registers,", checker, options, 5);
    }

    /** Transactions on lists. */
    public void measureLists() {
        var options = options("txn-list-append");
        var checker = new ListAppendChecker(MODEL, options.concurrency(), options.nodeCount());
        measureTransactions("lists,", checker, options, 8);
    }

    private static Options options(String workload) {
        return Arguments.parse("--workload " + workload + " --node-count 5 --concurrency 4n", List.of());
    }

    private void measureTransactions(String name, Checker<Txn> checker, Options options, double goalSeconds) {
        lengths(longest).forEach(length -> {
            var history = Histories.ofTransactions(options, length);
            sheet.many(
                    name,
                    length,
                    () -> requireVerdict(true, checker, history),
                    length == GOALS_LENGTH ? goalSeconds : null);
        });
    }

    /** One register, with nothing wrong, and with a last read that fits nowhere. */
    public void measureLinearizability() {
        for (boolean isValid : List.of(true, false))
            lengths(Math.min(longest, LONGEST_OF_ONE_REGISTER)).forEach(length -> {
                var history = Histories.ofOneRegister(length);
                var judged = isValid ? history : Histories.withWrongEnd(history);
                sheet.many(
                        isValid ? "linearizable," : "not linearizable,",
                        length,
                        () -> requireVerdict(isValid, new LinearizabilityChecker(), judged),
                        null);
            });
    }

    private static <A> void requireVerdict(boolean isValid, Checker<A> checker, History<A> history) {
        var findings = checker.check(history);
        if (findings.isValid() != isValid)
            throw new IllegalStateException(
                    "a history that is " + (isValid ? "valid" : "not valid") + " is judged otherwise: " + findings);
    }

    /** Histories as Jepsen's files: how long it takes to write one, and to read it. */
    public void measureFiles() throws IOException {
        var options = options("txn-rw-register");
        var file = Files.createTempFile("bench-judge-", ".edn");
        try {
            lengths(longest).forEach(length -> {
                var history = Histories.ofTransactions(options, length);
                sheet.many("written as EDN,", length, () -> write(history, file), null);
            });
            lengths(longest).forEach(length -> {
                write(Histories.ofTransactions(options, length), file);
                sheet.many("read as EDN,", length, () -> requireLength(length, read(file)), null);
            });
        } finally {
            Files.delete(file);
        }
    }

    private static void write(History<Txn> history, Path file) {
        try (var writer = Files.newBufferedWriter(file)) {
            EdnHistory.write(history, TxnNotation.ofRegisters(), writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static History<Txn> read(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return EdnHistory.read(bytes, TxnNotation.ofRegisters()).history();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireLength(int length, History<?> history) {
        long invocations =
                history.ops().stream().filter(op -> op.type() == Op.Type.INVOKE).count();
        if (invocations != length)
            throw new IllegalStateException(invocations + " of " + length + " operations came back from a file");
    }
}
