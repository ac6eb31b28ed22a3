package bench.workload;

import bench.checker.kafka.KafkaAction;
import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Crash;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Polled;
import bench.checker.kafka.KafkaAction.Send;
import bench.checker.kafka.KafkaAction.Sent;
import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.history.Op;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Sends and polls as Jepsen's {@code tests/kafka} mixes them: the reads and writes of {@link TxnGenerator}'s transactions, one at
 * a time. Now and then a client is assigned to the key that is next in that order, and to keys whose messages have not all been
 * polled; now and then one crashes. At the end every thread polls all keys from the beginning until it has seen the highest
 * offset of each, for ten seconds at most.
 */
final class KafkaGenerator implements Generator<KafkaAction> {
    private static final int OPS_PER_ASSIGN = 64;
    private static final int ASSIGNS_PER_CATCH_UP = 3;
    private static final double CRASH_INTERVAL_NANOS = 30e9; // of one client
    private static final double FINAL_POLL_INTERVAL_NANOS = 0.2e9;
    private static final long LONGEST_FINAL_NANOS = 10_000_000_000L;

    /** What a thread has yet to do at the end. */
    private static final class Finish {
        private final Map<String, Long> awaited;
        private int actions;

        Finish(Map<String, Long> awaited) {
            this.awaited = new LinkedHashMap<>(awaited);
        }

        void seen(String key, long offset) {
            awaited.computeIfPresent(key, (k, end) -> end <= offset ? null : end);
        }
    }

    private final RandomGenerator random;
    private final int concurrency;
    private final TxnGenerator txns;
    private final Deque<MicroOp> upcoming = new ArrayDeque<>();
    private final Map<String, Long> sent =
            new LinkedHashMap<>(); // highest offsets of keys that were not polled that far
    private final Map<String, Long> polled = new LinkedHashMap<>(); // how far those were polled
    private final Map<String, Long> highest = new LinkedHashMap<>(); // highest offset of every key
    private final Finish[] finishes; // by thread; null before the end
    private double nextCrashNanos;
    private boolean ending;

    KafkaGenerator(Options options, RandomGenerator random) {
        this.random = random;
        this.concurrency = options.concurrency();
        this.txns = new TxnGenerator(options, random, Kind.WRITE);
        this.finishes = new Finish[concurrency];
    }

    @Override
    public KafkaAction next(int process, long nowNanos) {
        if (nextCrashNanos <= nowNanos && random.nextBoolean()) {
            nextCrashNanos = nowNanos + random.nextDouble() * 2 * CRASH_INTERVAL_NANOS / concurrency;
            return new Crash(null);
        }
        if (upcoming.isEmpty()) upcoming.addAll(txns.next(process, nowNanos).txn());
        if (random.nextInt(OPS_PER_ASSIGN) == 0) return assign(upcoming.peek());
        var access = upcoming.poll();
        return access.isRead()
                ? new Poll(Polled.NOTHING_YET)
                : new Send(new Sent(access.key().toString(), null, access.value()));
    }

    private Assign assign(MicroOp access) {
        var keys = new LinkedHashSet<String>();
        if (random.nextInt(ASSIGNS_PER_CATCH_UP) == 0) keys.addAll(sent.keySet());
        keys.add(access.key().toString());
        return new Assign(List.copyOf(keys), false, null);
    }

    @Override
    public void observe(Op<KafkaAction> op) {
        if (op.type() != Op.Type.OK) return;
        switch (op.action()) {
            case Send(var send) -> observe(sent, send.key(), send.offset());
            case Poll(var poll) ->
                poll.entries().forEach((key, entries) -> {
                    long last = entries.stream()
                            .mapToLong(KafkaAction.Entry::offset)
                            .max()
                            .orElse(-1);
                    observe(polled, key, last);
                    if (ending) finishes[op.process() % concurrency].seen(key, last);
                });
            case Assign assign -> {}
            case Crash crash -> {}
        }
    }

    /** Notes an offset as sent or polled, and forgets the key where polls have caught up. */
    private void observe(Map<String, Long> offsets, String key, long offset) {
        offsets.merge(key, offset, Math::max);
        if (!ending) highest.merge(key, offset, Math::max);
        if (polled.getOrDefault(key, -1L) < sent.getOrDefault(key, -1L)) return;
        sent.remove(key);
        polled.remove(key);
    }

    @Override
    public boolean hasFinalPhase() {
        return true;
    }

    @Override
    public KafkaAction nextFinal(int process, long sinceQuietNanos) {
        if (!ending) {
            ending = true;
            for (int thread = 0; thread < concurrency; thread++) finishes[thread] = new Finish(highest);
        }
        var finish = finishes[process % concurrency];
        if (finish.awaited.isEmpty() || sinceQuietNanos >= LONGEST_FINAL_NANOS) return null;
        return switch (finish.actions++) {
            case 0 -> new Crash(null); // so that a fresh client is opened, in case something in the old one is broken
            case 1 -> new Assign(new ArrayList<>(highest.keySet()), true, null);
            default -> new Poll(Polled.NOTHING_YET);
        };
    }

    @Override
    public Duration finalPause(int process) {
        boolean hasPolled = finishes[process % concurrency].actions > 2;
        return hasPolled
                ? Duration.ofNanos((long) (random.nextDouble() * 2 * FINAL_POLL_INTERVAL_NANOS))
                : Duration.ZERO;
    }
}
