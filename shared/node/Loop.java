package node;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs tasks one at a time, in the order a driver gives them. A task may {@linkplain Await#get() await}: then other tasks run
 * until what it waits for has come.
 *
 * <p>A pool of virtual threads passes one role around, that of the leader (Schmidt et al., <i>Leader/Followers</i>, 2000). The
 * leader takes the next task and runs it on its own thread. A task that awaits parks its thread and makes another one leader;
 * when its answer has come, the leader of that moment hands the role back and becomes a follower. So a task that never awaits
 * costs no switch of threads, and at every moment exactly one thread runs: nothing here or in a task needs a lock.
 */
public abstract class Loop {
    /** A thread of the pool, and whether it is its turn to run. */
    private static final class Member {
        private Thread thread;
        private volatile boolean leads;

        private void lead() {
            leads = true;
            LockSupport.unpark(thread);
        }

        private void park() {
            while (!leads) LockSupport.park(this);
        }
    }

    /** Thrown at an await when the loop or its owner ends. An error, so that no handler takes it for one of its own. */
    public static final class Stopped extends Error {
        private Stopped() {
            super("the loop has ended", null, false, false);
        }
    }

    private final ArrayDeque<Member> followers = new ArrayDeque<>();
    private final ArrayDeque<Await<?>> ready = new ArrayDeque<>();
    private final Set<Await<?>> waiting = new LinkedHashSet<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Member leader;
    private volatile long turns;
    private boolean ending;
    private Throwable failure;

    /**
     * The next task to run, waiting for one if need be. Called by one thread at a time.
     *
     * @return the task, or null when the loop is to end
     */
    protected abstract Runnable next() throws InterruptedException;

    /** The loop's own time in nanoseconds, from an arbitrary start; it never goes back. */
    public abstract long nanoTime();

    /** Runs {@code task} after {@code delayNanos}. Only for tasks of this loop. */
    public abstract void after(long delayNanos, Runnable task);

    /** Ends the loop after the task that runs now. */
    public abstract void close();

    /** Called by a task that is about to await, on its thread. */
    protected void awaits() {}

    /** Called by a task that goes on after an await, on its thread. */
    protected void resumes() {}

    /** How many tasks have been begun, for a look from another thread at whether the loop gets on. */
    public final long turns() {
        return turns;
    }

    /** The thread that runs tasks at this moment, for a look from another thread; nobody before the loop runs. */
    public final Optional<Thread> runner() {
        return Optional.ofNullable(leader).map(member -> member.thread);
    }

    /** Whether {@code thread} is the one that runs tasks at this moment. */
    public final boolean isRunBy(Thread thread) {
        var now = leader;
        return now != null && now.thread == thread;
    }

    /** Runs tasks until {@link #next()} gives null, then ends every task that still awaits. */
    public final void run() throws InterruptedException {
        promote();
        ended.await();
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
        if (failure != null) throw new IllegalStateException(failure);
    }

    /**
     * A new place to wait at, for one task.
     *
     * @param owner whose task it is, so that all of an owner's tasks can be {@linkplain #stop stopped}
     */
    public final <T> Await<T> await(Object owner) {
        return new Await<>(owner);
    }

    /** Ends every task of {@code owner}'s that awaits: it unwinds and does not run on. */
    public final void stop(Object owner) {
        for (var await : List.copyOf(waiting)) if (await.owner == owner) await.finish(null, new Stopped());
    }

    private void promote() {
        var follower = followers.poll();
        if (follower == null) {
            var member = new Member();
            member.leads = true;
            member.thread = Thread.ofVirtual().unstarted(() -> lead(member));
            leader = member;
            member.thread.start();
        } else {
            leader = follower;
            follower.lead();
        }
    }

    // tag::lead[]
    private void lead(Member self) {
        try {
            while (true) {
                var await = ready.poll();
                if (await != null) {
                    handOver(self, await);
                    continue;
                }
                var task = ending ? null : next();
                if (task == null) break;
                turns++; // only the leader writes
                run(task);
            }
        } catch (Throwable e) {
            if (failure == null) failure = e;
        }
        unwind(self);
    }
    // end::lead[]

    /** A task that was stopped at an await has unwound to here, and is over. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Stopped e) {
            // Nothing of it is left to do.
        } finally {
            Thread.interrupted(); // one task's interruption is not the next one's
        }
    }

    private void handOver(Member self, Await<?> await) {
        waiting.remove(await);
        turns++;
        self.leads = false;
        followers.push(self);
        leader = await.waiter;
        await.waiter.lead();
        self.park();
    }

    /** The end: each parked thread gets the lead once more, to unwind, and passes it on; the last one reports. */
    private void unwind(Member self) {
        ending = true;
        self.leads = false;
        if (!waiting.isEmpty()) {
            var await = waiting.iterator().next();
            waiting.remove(await);
            ready.remove(await);
            await.problem = new Stopped();
            leader = await.waiter;
            await.waiter.lead();
        } else if (!followers.isEmpty()) {
            promote();
        } else {
            ended.countDown();
        }
    }

    /** One result to come and the one task that waits for it. Used by tasks of this loop only. */
    public final class Await<T> {
        private final Object owner;
        private Member waiter;
        private boolean finished;
        private T value;
        private Throwable problem;

        private Await(Object owner) {
            this.owner = owner;
        }

        /**
         * Waits for the result, while other tasks run. Throws what {@link #fail} was given.
         *
         * @throws IllegalStateException where another task waits for it already: each needs a promise of its own
         */
        public T get() {
            if (!finished) park();
            if (problem instanceof Error e) throw e;
            if (problem instanceof RuntimeException e) throw e;
            return value;
        }

        /** Gives the result. Of several results only the first counts. */
        public void complete(T value) {
            finish(value, null);
        }

        /** Lets {@link #get} throw {@code problem}. */
        public void fail(RuntimeException problem) {
            finish(null, problem);
        }

        private void finish(T value, Throwable problem) {
            if (finished) return;
            this.finished = true;
            this.value = value;
            this.problem = problem;
            if (waiter != null) ready.add(this);
        }

        // tag::park[]
        private void park() {
            if (ending) throw new Stopped();
            if (waiter != null) throw new IllegalStateException("another task awaits this result already");
            waiter = leader;
            waiter.leads = false;
            waiting.add(this);
            awaits();
            promote();
            waiter.park();
            resumes();
        }
        // end::park[]
    }
}
