package node;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A loop on the machine's clock, to which other threads bring tasks. */
public final class RealTimeLoop extends Loop {
    private static final int INBOX_CAPACITY = 300;
    private static final long STUCK_SECONDS = 1;

    private record Timer(long dueNanos, long number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return dueNanos != other.dueNanos
                    ? Long.compare(dueNanos, other.dueNanos)
                    : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Runnable whenIdle;
    private long timersSet;
    private boolean timerWasLast;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private ArrayDeque<Runnable> inbox = new ArrayDeque<>();
    private ArrayDeque<Runnable> taken = new ArrayDeque<>();
    private long stuckAt = -1; // the turn that did not end in time
    private volatile boolean closed;

    /** @param whenIdle run each time before the loop waits: the moment to flush what the tasks have written */
    public RealTimeLoop(Runnable whenIdle) {
        this.whenIdle = whenIdle;
    }

    /**
     * Brings tasks, to run in their order, from any other thread. Waits while the loop is far behind, unless it is stuck: then
     * whoever brings them has to learn of their end all the same.
     */
    public void submit(Collection<Runnable> tasks) {
        lock.lock();
        try {
            while (inbox.size() >= INBOX_CAPACITY && !closed && turns() != stuckAt) {
                long before = turns();
                if (!emptied.await(STUCK_SECONDS, TimeUnit.SECONDS) && turns() == before) stuckAt = before;
            }
            inbox.addAll(tasks);
            arrived.signal();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while bringing tasks", e);
        } finally {
            lock.unlock();
        }
    }

    /** Also from any other thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        timers.add(new Timer(nanoTime() + Math.min(delayNanos, Long.MAX_VALUE / 2), timersSet++, task));
    }

    @Override
    protected Runnable next() throws InterruptedException {
        while (!closed) {
            boolean due = !timers.isEmpty() && timers.peek().dueNanos <= nanoTime();
            if (due && !timerWasLast) {
                timerWasLast = true;
                return timers.poll().task;
            }
            // What has arrived has its turn between two timers, or they could keep it out for ever.
            timerWasLast = false;
            if (!taken.isEmpty()) return taken.poll();
            take();
        }
        return null;
    }

    private void take() throws InterruptedException {
        lock.lock();
        try {
            if (inbox.isEmpty()) {
                lock.unlock();
                try {
                    whenIdle.run();
                } finally {
                    lock.lock();
                }
            }
            if (inbox.isEmpty() && !closed) {
                if (timers.isEmpty()) arrived.await();
                else arrived.awaitNanos(timers.peek().dueNanos - nanoTime());
            }
            var empty = taken;
            taken = inbox;
            inbox = empty;
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
