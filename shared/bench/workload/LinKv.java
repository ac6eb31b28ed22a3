package bench.workload;

import bench.checker.Checker;
import bench.checker.linearizable.LinearizabilityChecker;
import java.util.random.RandomGenerator;

/**
 * Reads, writes and compare-and-sets of single keys; judged as Jepsen's {@code linearizable-register}, one key at a time. The
 * actions are {@link bench.checker.linearizable.KvAction}s.
 */
public final class LinKv implements Workload<Record> {
    @Override
    public String name() {
        return "lin-kv";
    }

    @Override
    public Client<Record> client(Options options) {
        return new LinKvClient(options);
    }

    @Override
    public Generator<Record> generator(Options options, RandomGenerator random) {
        return new LinKvGenerator(options, random);
    }

    @Override
    public Checker<Record> checker(Options options) {
        return new LinearizabilityChecker();
    }
}
