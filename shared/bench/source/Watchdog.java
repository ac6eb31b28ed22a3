package bench.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import node.Loop;

/** Looks now and then whether loops get on, and stops a node that has kept one from it for too long. */
public final class Watchdog {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Far more than any handler takes, and short enough to wait for. In looks, since the JVM itself may be stopped. */
    private static final int MOST_LOOKS = 10;

    private static final int FAIL = 1;

    private record Seen(long turns, int looks) {}

    private static final Map<Loop, Seen> watched = new ConcurrentHashMap<>();

    static {
        Thread.ofPlatform().daemon().name("watchdog").start(Watchdog::watch);
    }

    private Watchdog() {}

    public static void watch(Loop loop) {
        watched.put(loop, new Seen(loop.turns(), 0));
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
        if (loop.turns() != before.turns) return new Seen(loop.turns(), 0);
        int looks = before.looks + 1;
        if (looks == MOST_LOOKS && !loop.runner().map(Watchdog::isInNode).orElse(false))
            return new Seen(before.turns, 0);
        if (looks == MOST_LOOKS) loop.runner().ifPresent(Guard::stop);
        if (looks == 2 * MOST_LOOKS) loop.runner().ifPresent(Watchdog::giveUp);
        return new Seen(before.turns, looks);
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
