package bench.search;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How much of a search's time has passed; used from any thread. */
final class Clock {
    private final long beganNanos = System.nanoTime();
    private final long limitNanos;
    private final Runnable whenASecondHasPassed;
    private final AtomicLong secondsTold = new AtomicLong();

    private volatile boolean isStopped;

    Clock(Duration limit, Runnable whenASecondHasPassed) {
        this.limitNanos = limit.toNanos();
        this.whenASecondHasPassed = whenASecondHasPassed;
    }

    /** From now on all of it has passed. */
    void stop() {
        isStopped = true;
    }

    /** @param share of the time there is */
    boolean hasPassed(double share) {
        long passedNanos = System.nanoTime() - beganNanos;
        long told = secondsTold.get();
        if (told < passedNanos / 1_000_000_000 && secondsTold.compareAndSet(told, told + 1)) whenASecondHasPassed.run();
        return isStopped || passedNanos >= share * limitNanos;
    }
}
