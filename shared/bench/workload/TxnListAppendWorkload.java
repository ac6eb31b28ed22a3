package bench.workload;

import bench.checker.Checker;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.Txn;
import bench.edn.Notation;
import bench.edn.TxnNotation;
import java.util.random.RandomGenerator;

/** Transactions that read lists and append to them; judged as Elle's {@code list-append}. */
final class TxnListAppendWorkload implements Workload<Txn> {
    @Override
    public String name() {
        return "txn-list-append";
    }

    @Override
    public Client<Txn> client(Options options) {
        return new TxnClient(Kind.APPEND);
    }

    @Override
    public Generator<Txn> generator(Options options, RandomGenerator random) {
        return new TxnGenerator(options, random, Kind.APPEND);
    }

    @Override
    public Checker<Txn> checker(Options options) {
        return new ListAppendChecker(options.consistencyModels(), options.concurrency(), options.nodeCount());
    }

    @Override
    public Notation<Txn> notation() {
        return TxnNotation.ofLists();
    }
}
