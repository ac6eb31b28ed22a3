package bench.workload;

import bench.checker.Checker;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.RegisterChecker;
import bench.checker.txn.Txn;
import bench.edn.Notation;
import bench.edn.TxnNotation;
import java.util.random.RandomGenerator;

/** Transactions that read and write registers; judged as Elle's {@code rw-register}. */
final class TxnRwRegisterWorkload implements Workload<Txn> {
    @Override
    public String name() {
        return "txn-rw-register";
    }

    @Override
    public Client<Txn> client(Options options) {
        return new TxnClient(Kind.WRITE);
    }

    @Override
    public Generator<Txn> generator(Options options, RandomGenerator random) {
        return new TxnGenerator(options, random, Kind.WRITE);
    }

    @Override
    public Checker<Txn> checker(Options options) {
        return new RegisterChecker(options.consistencyModels(), options.concurrency(), options.nodeCount());
    }

    @Override
    public Notation<Txn> notation() {
        return TxnNotation.ofRegisters();
    }
}
