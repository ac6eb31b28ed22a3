package bench.workload;

import bench.checker.Checker;
import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.LinearizabilityChecker;
import bench.edn.Notation;
import bench.edn.RegisterNotation;
import java.util.random.RandomGenerator;

/** Reads, writes and compare-and-sets of single keys; judged as Jepsen's {@code linearizable-register}. */
final class LinKvWorkload implements Workload<KvAction> {
    @Override
    public String name() {
        return "lin-kv";
    }

    @Override
    public Client<KvAction> client(Options options) {
        return new LinKvClient(options);
    }

    @Override
    public Generator<KvAction> generator(Options options, RandomGenerator random) {
        return new LinKvGenerator(options, random);
    }

    @Override
    public Checker<KvAction> checker(Options options) {
        return new LinearizabilityChecker();
    }

    @Override
    public Notation<KvAction> notation() {
        return new RegisterNotation();
    }
}
