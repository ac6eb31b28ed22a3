package bench.workload;

import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Change;
import bench.checker.linearizable.KvAction.Keyed;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.history.Op;
import java.util.random.RandomGenerator;

/**
 * Random operations on registers, as Jepsen's {@code linearizable-register} makes them. Threads work in groups of two a node,
 * each group on a key of its own: the first half of a group reads, the other half writes or, twice as often, compares and sets.
 * Since an operation of unknown outcome stays open for ever and makes the history harder to judge, a key that twenty processes
 * may have touched is left for a new one.
 */
final class LinKvGenerator implements Generator<KvAction> {
    private static final int VALUES = 5;
    private static final int PROCESSES_PER_KEY = 20;

    private final RandomGenerator random;
    private final int concurrency;
    private final int groupSize;
    private final long[] keys; // by group
    private final int[] processes; // by group: how many may have touched its key
    private long nextKey;

    /** @throws IllegalArgumentException where the threads cannot be dealt to groups */
    LinKvGenerator(Options options, RandomGenerator random) {
        this.random = random;
        this.concurrency = options.concurrency();
        this.groupSize = 2 * options.nodeCount();
        if (concurrency == 0 || concurrency % groupSize != 0)
            throw new IllegalArgumentException("concurrency " + concurrency
                    + ": lin-kv needs a multiple of two threads a node," + " here of " + groupSize + "; ask for 2n");
        this.keys = new long[concurrency / groupSize];
        this.processes = new int[keys.length];
        for (int group = 0; group < keys.length; group++) takeNewKey(group);
    }

    private void takeNewKey(int group) {
        keys[group] = nextKey++;
        processes[group] = groupSize;
    }

    @Override
    public KvAction next(int process, long nowNanos) {
        int thread = process % concurrency;
        long key = keys[thread / groupSize];
        if (thread % groupSize < groupSize / 2) return new Read(new Keyed<>(key, null));
        return random.nextInt(3) == 0
                ? new Write(new Keyed<>(key, value()))
                : new Cas(new Keyed<>(key, new Change(value(), value())));
    }

    private Long value() {
        return random.nextLong(VALUES);
    }

    @Override
    public void observe(Op<KvAction> op) {
        if (op.type() != Op.Type.INFO) return;
        int group = op.process() % concurrency / groupSize; // the thread goes on as a new process
        if (++processes[group] > Math.max(PROCESSES_PER_KEY, groupSize)) takeNewKey(group);
    }
}
