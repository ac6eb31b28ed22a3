package bench.source;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import node.Loop;

/**
 * Looks now and then whether nodes get on, and stops one that has kept its loop for too long. How long that is depends on the
 * processor time that was used meanwhile: on a busy machine a sound node takes its time.
 */
public final class Watchdog {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Far more than any handler takes, and short enough to wait for. In looks, since the JVM itself may be stopped. */
    private static final int LEAST_LOOKS = 10;

    /** Far more than any handler uses. Of a loop it is the whole JVM's, which has a thread for each core and some more. */
    private static final Duration MOST_CPU = Duration.ofMillis(1_500);

    /** Code that is not the node's own may wait for something outside and be told from a starved one by nothing else. */
    private static final int MOST_LOOKS_AT_A_CONSTRUCTOR = 120;

    private static final int FAIL = 1;

    /**
     * A loop that has not begun another task since it was first seen so.
     *
     * @param cpu the JVM's at the first look; null before
     */
    private record Seen(long turns, int looks, Duration cpu, boolean wasStopped) {
        static Seen at(long turns) {
            return new Seen(turns, 0, null, false);
        }

        Seen again() {
            return new Seen(turns, looks + 1, cpu == null ? cpuOfAll() : cpu, wasStopped);
        }
    }

    private static final Map<Loop, Seen> watched = new ConcurrentHashMap<>();

    static {
        Thread.ofPlatform().daemon().name("watchdog").start(Watchdog::watch);
    }

    private Watchdog() {}

    public static void watch(Loop loop) {
        watched.put(loop, Seen.at(loop.turns()));
    }

    public static void forget(Loop loop) {
        watched.remove(loop);
    }

    /**
     * Waits for {@code work}.
     *
     * @param thread a platform thread that does that and nothing else
     * @throws TimeoutException where it does not come to an end
     */
    static void await(Future<?> work, Thread thread) throws ExecutionException, InterruptedException, TimeoutException {
        long before = 0;
        for (int looks = 1; ; looks++) {
            try {
                work.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                long cpuNanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
                boolean waits = isWaiting(thread.getState()) && cpuNanos == before;
                if (looks >= LEAST_LOOKS && (waits || cpuNanos < 0 || cpuNanos > MOST_CPU.toNanos())) throw e;
                if (looks == MOST_LOOKS_AT_A_CONSTRUCTOR) throw e;
                before = cpuNanos;
            }
        }
    }

    static boolean isWaiting(State state) {
        return switch (state) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    private static Duration cpuOfAll() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void watch() {
        while (true) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            for (var loop : watched.keySet()) watched.computeIfPresent(loop, Watchdog::look);
        }
    }

    private static Seen look(Loop loop, Seen before) {
        if (loop.turns() != before.turns) return Seen.at(loop.turns());
        var runner = loop.runner();
        if (runner.isEmpty() || !isOverdue(before, runner.get())) return before.again();
        if (before.wasStopped) giveUp(runner.get());
        boolean isStopped = isInNode(runner.get());
        if (isStopped) Guard.stop(runner.get());
        return new Seen(before.turns, 0, null, isStopped);
    }

    private static boolean isOverdue(Seen seen, Thread thread) {
        if (seen.looks < LEAST_LOOKS) return false;
        if (isWaiting(thread.getState())) return true;
        var now = cpuOfAll();
        return now.isZero() || now.minus(seen.cpu).compareTo(MOST_CPU) > 0; // some systems do not tell
    }

    /** Whether it is a node that keeps {@code thread}, and not other threads, which keep it from the processor. */
    private static boolean isInNode(Thread thread) {
        var trace = thread.getStackTrace();
        boolean isParkedByLoop =
                Stream.of(trace).anyMatch(frame -> frame.getClassName().startsWith(Loop.class.getName() + "$Member"));
        return !isParkedByLoop && Guard.place(trace).isPresent();
    }

    /** The node is in code that is not its own and does not come back. No thread can be ended from outside; the process can. */
    private static void giveUp(Thread thread) {
        var place = Guard.place(thread.getStackTrace())
                .map(frame -> ": see " + frame.getFileName() + ":" + frame.getLineNumber());
        System.err.println("A node does not come to an end and cannot be stopped" + place.orElse(""));
        Runtime.getRuntime().halt(FAIL);
    }
}
