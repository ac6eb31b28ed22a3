package bench.measure.judge;

import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Change;
import bench.checker.linearizable.KvAction.Keyed;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.checker.txn.Txn;
import bench.history.History;
import bench.history.Op;
import bench.workload.Options;
import bench.workload.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Histories to judge, the same each time. */
public final class Histories {
    private static final int SEED = 1;
    private static final int CLIENTS = 20;
    private static final int VALUES = 5; // as in Jepsen's test of a register

    private Histories() {}

    /** Transactions as a workload makes them, under strict serializability. */
    public static History<Txn> ofTransactions(Options options, int operations) {
        var random = new SplittableRandom(SEED);
        var generator = Workloads.named(options.workload()).generator(options, random.split());
        var store = new Stores.Transactional();
        return new Ideal<>(process -> Txn.class.cast(generator.next(process, 0)), store::apply, CLIENTS, random)
                .history(operations);
    }

    /** Reads, writes and compare-and-sets of one register by twenty clients. */
    public static History<KvAction> ofOneRegister(int operations) {
        var random = new SplittableRandom(SEED);
        var store = new Stores.Registers();
        return new Ideal<>(_ -> action(random), store::apply, CLIENTS, random).history(operations);
    }

    private static KvAction action(SplittableRandom random) {
        Object key = 0L;
        return switch (random.nextInt(6)) {
            case 0 -> new Write(new Keyed<>(key, random.nextLong(VALUES)));
            case 1, 2 -> new Cas(new Keyed<>(key, new Change(random.nextLong(VALUES), random.nextLong(VALUES))));
            default -> new Read(new Keyed<>(key, null));
        };
    }

    /** The same, whose last read that was answered saw what nobody wrote: to know that nothing explains it all must be tried. */
    public static History<KvAction> withWrongEnd(History<KvAction> history) {
        var ops = new ArrayList<>(history.ops());
        int last = ops.size() - 1;
        while (!(ops.get(last).type() == Op.Type.OK && ops.get(last).action() instanceof Read)) last--;
        var op = ops.get(last);
        var wrong = new Read(new Keyed<>(op.action().key(), (long) VALUES));
        ops.set(last, new Op<>(op.index(), op.timeNanos(), op.process(), op.type(), wrong, null));
        return new History<>(List.copyOf(ops));
    }
}
