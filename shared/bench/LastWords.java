package bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work that is interrupted, by Ctrl-C for example, end soon and tell what it has: until then the JVM does not end. */
final class LastWords implements AutoCloseable {
    private static final long LONGEST_SECONDS = 10;

    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop makes the work end soon; called from another thread */
    LastWords(Runnable stop) {
        hook = Thread.ofPlatform().unstarted(() -> {
            stop.run();
            await();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            told.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the JVM ends all the same
        }
    }

    /** All is told. */
    @Override
    public void close() {
        told.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook at work.
        }
    }
}
