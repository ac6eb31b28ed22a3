package checker;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.checker.Checker;
import bench.checker.Findings;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.RegisterChecker;
import bench.checker.txn.Txn;
import bench.edn.Symbol;
import bench.history.History;
import bench.history.Installation;
import histories.Edn;
import java.util.ArrayList;
import java.util.List;

/** A history of transactions by hand. Steps are written {@code "[r 1 nil] [w 1 2] [append 1 2] [r 1 [1 2]]"}. */
final class TxnHistory {
    private static final int CONCURRENCY = 1_000;

    private final Recorder<Txn> recorder = new Recorder<>();
    private final List<Installation> installations = new ArrayList<>();
    private int nodeCount = 1;

    /** As if the processes talked to so many nodes, in turn. */
    TxnHistory nodes(int count) {
        nodeCount = count;
        return this;
    }

    static Txn txn(String steps) {
        return new Txn(Edn.readAll("[" + steps + "]").stream()
                .map(List.class::cast)
                .map(TxnHistory::step)
                .toList());
    }

    private static MicroOp step(List<?> step) {
        var kind = switch (((Symbol) step.get(0)).name()) {
            case "r" -> Kind.READ;
            case "w" -> Kind.WRITE;
            case "append" -> Kind.APPEND;
            default -> throw new IllegalArgumentException("no such step: " + step);
        };
        return new MicroOp(kind, step.get(1), step.get(2));
    }

    static Txn asked(Txn txn) {
        return new Txn(txn.txn().stream()
                .map(step -> step.isRead() ? MicroOp.read(step.key()) : step)
                .toList());
    }

    /** What follows is done after the quiet at the end. */
    TxnHistory inTheEnd() {
        recorder.inTheEnd();
        return this;
    }

    TxnHistory begin(int process, String steps) {
        recorder.invoke(process, asked(txn(steps)));
        return this;
    }

    TxnHistory end(int process, String steps) {
        recorder.ok(process, txn(steps));
        return this;
    }

    /** A transaction that nothing else overlaps. */
    TxnHistory ok(int process, String steps) {
        return begin(process, steps).end(process, steps);
    }

    TxnHistory fail(int process, String steps) {
        recorder.invoke(process, asked(txn(steps))).fail(process, asked(txn(steps)));
        return this;
    }

    TxnHistory info(int process, String steps) {
        recorder.invoke(process, asked(txn(steps))).info(process, asked(txn(steps)));
        return this;
    }

    /** Transactions of processes 100, 101, ... all at once: neither process nor real time puts them in order. */
    TxnHistory together(String... transactions) {
        for (int i = 0; i < transactions.length; i++) begin(100 + i, transactions[i]);
        for (int i = 0; i < transactions.length; i++) end(100 + i, transactions[i]);
        return this;
    }

    /** A node says that it installed these values of a key, one after the other. */
    TxnHistory installs(String store, Object key, Object... values) {
        for (var value : values) installations.add(new Installation(store, key, value));
        return this;
    }

    History<Txn> history() {
        return recorder.history().with(installations);
    }

    Findings registers(String model) {
        return check(new RegisterChecker(List.of(model), CONCURRENCY, nodeCount));
    }

    Findings lists(String model) {
        return check(new ListAppendChecker(List.of(model), CONCURRENCY, nodeCount));
    }

    private Findings check(Checker<Txn> checker) {
        return checker.check(history());
    }

    /** The types of the anomalies that fail the run. */
    static List<String> failures(Findings findings) {
        return types(findings, Severity.FAILS);
    }

    static List<String> warnings(Findings findings) {
        return types(findings, Severity.WARNS);
    }

    private static List<String> types(Findings findings, Severity severity) {
        return findings.anomalies().stream()
                .filter(anomaly -> anomaly.severity() == severity)
                .map(Anomaly::type)
                .toList();
    }

    static String text(Findings findings) {
        return findings.anomalies().getFirst().text();
    }
}
