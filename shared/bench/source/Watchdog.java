package bench.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import node.Loop;

/** Looks now and then whether loops get on, and stops a node that has kept one from it for too long. */
public final class Watchdog {
    /** Far more than any handler takes, on any machine, and short enough to wait for. */
    public static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private record Seen(long turns, long atNanos) {}

    private static final Map<Loop, Seen> watched = new ConcurrentHashMap<>();

    static {
        Thread.ofPlatform().daemon().name("watchdog").start(Watchdog::watch);
    }

    private Watchdog() {}

    public static void watch(Loop loop) {
        watched.put(loop, new Seen(loop.turns(), System.nanoTime()));
    }

    public static void forget(Loop loop) {
        watched.remove(loop);
    }

    private static void watch() {
        while (true) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            for (var loop : watched.keySet()) watched.computeIfPresent(loop, Watchdog::look);
        }
    }

    private static Seen look(Loop loop, Seen before) {
        long now = System.nanoTime();
        if (loop.turns() != before.turns) return new Seen(loop.turns(), now);
        if (now - before.atNanos < LONGEST_TURN.toNanos()) return before;
        Guard.stop(loop.runner());
        return new Seen(before.turns, now);
    }
}
