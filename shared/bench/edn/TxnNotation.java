package bench.edn;

import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.Txn;
import bench.history.Op;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A transaction is a list of its steps, each a kind, a key and a value. */
public final class TxnNotation implements Notation<Txn> {
    private final Kind write;
    private final boolean ofLists;

    private TxnNotation(Kind write) {
        this.write = write;
        this.ofLists = write == Kind.APPEND;
    }

    /** Transactions that append to lists. */
    public static TxnNotation ofLists() {
        return new TxnNotation(Kind.APPEND);
    }

    /** Transactions that write registers. */
    public static TxnNotation ofRegisters() {
        return new TxnNotation(Kind.WRITE);
    }

    @Override
    public Class<Txn> actions() {
        return Txn.class;
    }

    @Override
    public List<String> names() {
        return List.of("txn");
    }

    @Override
    public Txn read(Op.Type type, String name, Object value, Map<String, Object> fields) {
        if (!(value instanceof List<?> steps)) throw mismatch();
        return new Txn(steps.stream().map(this::step).toList());
    }

    private MicroOp step(Object value) {
        if (!(value instanceof List<?> step) || step.size() != 3) throw mismatch();
        boolean isRead = Kind.READ.symbol().equals(step.getFirst());
        if (!isRead && !write.symbol().equals(step.getFirst())) throw mismatch();
        if (isRead && ofLists && !(step.get(2) == null || step.get(2) instanceof List)) throw mismatch();
        return new MicroOp(isRead ? Kind.READ : write, step.get(1), step.get(2));
    }

    private IllegalArgumentException mismatch() {
        return new IllegalArgumentException(
                "a list of steps, as [[:r 1 %s] [:%s 2 3]]".formatted(ofLists ? "[4 5]" : "4", write.symbol()));
    }

    @Override
    public Object value(Op.Type type, Txn txn) {
        return txn.txn().stream()
                .map(step -> Arrays.asList(new Keyword(step.kind().symbol()), step.key(), step.value()))
                .toList();
    }

    @Override
    public boolean canEnd(Txn invoked, Txn completed) {
        var asked = invoked.txn();
        var done = completed.txn();
        if (asked.size() != done.size()) return false;
        for (int i = 0; i < asked.size(); i++) if (!canEnd(asked.get(i), done.get(i))) return false;
        return true;
    }

    private static boolean canEnd(MicroOp asked, MicroOp done) {
        boolean isSameRead = asked.isRead() && done.isRead() && asked.key().equals(done.key());
        return isSameRead || asked.equals(done);
    }
}
