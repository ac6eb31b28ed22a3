package bench.workload;

import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.Txn;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.random.RandomGenerator;

/**
 * Random transactions over a small pool of keys, as Elle's {@code wr-txns} makes them. Key i of the pool is chosen twice as often
 * as key i - 1. The values written to a key are 1, 2, 3, ..., so each is written once; a key that has had all its writes leaves
 * the pool, and the next integer takes its place.
 *
 * <p>In the end each thread reads the keys that were written last, as many as the pool holds. Maelstrom's do not: thus it is seen
 * whether nodes that are left alone come to agree.
 */
final class TxnGenerator implements Generator<Txn> {
    private static final int DEFAULT_KEY_COUNT = 10;

    private final RandomGenerator random;
    private final Kind write;
    private final int maxTxnLength;
    private final int maxWritesPerKey;
    private final long[] pool;
    private final Map<Long, Long> writes = new HashMap<>(); // how many each key in the pool has had
    private final SequencedSet<Object> lastWritten = new LinkedHashSet<>(); // at most as many keys as the pool has
    private final int[] readInTheEnd; // by thread: how many of them
    private long nextKey;

    /**
     * @param write how values are written: {@link Kind#WRITE} or {@link Kind#APPEND}
     * @throws IllegalArgumentException where an option is out of range
     */
    TxnGenerator(Options options, RandomGenerator random, Kind write) {
        int keyCount = options.keyCount() == null ? DEFAULT_KEY_COUNT : options.keyCount();
        if (keyCount < 1) throw new IllegalArgumentException("key count " + keyCount + ": at least one key is needed");
        if (options.maxTxnLength() < 1)
            throw new IllegalArgumentException(
                    "transaction length " + options.maxTxnLength() + ": at least 1 is needed");
        if (options.maxWritesPerKey() < 1)
            throw new IllegalArgumentException(
                    "writes per key " + options.maxWritesPerKey() + ": at least 1 is needed");
        this.random = random;
        this.write = write;
        this.maxTxnLength = options.maxTxnLength();
        this.maxWritesPerKey = options.maxWritesPerKey();
        this.pool = new long[keyCount];
        this.readInTheEnd = new int[options.concurrency()];
        Arrays.setAll(pool, i -> nextKey++);
    }

    @Override
    public Txn next(int process, long nowNanos) {
        int length = 1 + random.nextInt(maxTxnLength);
        List<MicroOp> txn = new ArrayList<>(length);
        while (txn.size() < length) {
            boolean isRead = random.nextBoolean();
            int place = skewed();
            if (isRead) txn.add(MicroOp.read(pool[place]));
            else if (writes.getOrDefault(pool[place], 0L) < maxWritesPerKey) txn.add(write(pool[place]));
            else retire(place);
        }
        return new Txn(txn);
    }

    @Override
    public void observe(Op<Txn> op) {
        if (op.type() != Op.Type.INVOKE) return;
        for (var step : op.action().txn()) {
            if (step.isRead()) continue;
            lastWritten.addLast(step.key());
            if (lastWritten.size() > pool.length) lastWritten.removeFirst();
        }
    }

    @Override
    public boolean hasFinalPhase() {
        return true;
    }

    @Override
    public Txn nextFinal(int process, long sinceQuietNanos) {
        int thread = process % readInTheEnd.length;
        int from = readInTheEnd[thread];
        var reads = lastWritten.stream()
                .skip(from)
                .limit(maxTxnLength)
                .map(MicroOp::read)
                .toList();
        readInTheEnd[thread] += reads.size();
        return reads.isEmpty() ? null : new Txn(reads);
    }

    /** A place in the pool: i with a probability proportional to 2 to the power of i. */
    private int skewed() {
        int doublings = Math.min(pool.length, Integer.SIZE - 2); // earlier keys are hardly ever chosen
        int ticket = 1 + random.nextInt((1 << doublings) - 1);
        return pool.length - doublings + (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(ticket));
    }

    private MicroOp write(long key) {
        return new MicroOp(write, key, writes.merge(key, 1L, Long::sum));
    }

    private void retire(int place) {
        writes.remove(pool[place]);
        pool[place] = nextKey++;
    }
}
