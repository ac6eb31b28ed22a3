package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.world.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import node.Loop;
import org.junit.jupiter.api.Test;

/** Tasks, awaits, and the end of both. */
class LoopTest {
    private static final Object OWNER = "owner";

    private final VirtualTime loop = new VirtualTime(new SplittableRandom(1));
    private final List<String> events = new ArrayList<>();

    private void at(long nanos, Runnable task) {
        loop.after(nanos, task);
    }

    private <T> Loop.Await<T> await() {
        return loop.await(OWNER);
    }

    // ---- awaiting ----

    @Test
    void anAwaitGivesWhatItIsCompletedWith() throws InterruptedException {
        Loop.Await<String> answer = await();
        at(1, () -> events.add("got " + answer.get() + " at " + loop.nanoTime()));
        at(2, () -> events.add("between"));
        at(3, () -> answer.complete("x"));
        loop.run();
        assertEquals(List.of("between", "got x at 3"), events);
    }

    @Test
    void whatIsThereAlreadyIsNotWaitedFor() throws InterruptedException {
        Loop.Await<String> answer = await();
        at(1, () -> {
            answer.complete("x");
            events.add(answer.get());
            events.add(answer.get());
        });
        loop.run();
        assertEquals(List.of("x", "x"), events);
    }

    @Test
    void aSecondTaskCannotAwaitTheSame() throws InterruptedException {
        Loop.Await<String> answer = await();
        at(1, () -> events.add("got " + answer.get()));
        at(2, () -> assertThrows(IllegalStateException.class, answer::get));
        at(3, () -> answer.complete("x"));
        loop.run();
        assertEquals(List.of("got x"), events);
    }

    @Test
    void onlyTheFirstResultCounts() throws InterruptedException {
        Loop.Await<String> answer = await();
        at(1, () -> events.add(answer.get()));
        at(2, () -> {
            answer.complete("first");
            answer.complete("second");
            answer.fail(new IllegalStateException());
        });
        loop.run();
        assertEquals(List.of("first"), events);
    }

    @Test
    void anAwaitThrowsWhatItFailsWith() throws InterruptedException {
        Loop.Await<String> answer = await();
        var problem = new IllegalStateException("no");
        at(1, () -> assertSame(problem, assertThrows(IllegalStateException.class, answer::get)));
        at(2, () -> answer.fail(problem));
        loop.run();
        assertEquals(2, loop.nanoTime());
    }

    @Test
    void whoseResultComesFirstGoesOnFirst() throws InterruptedException {
        var answers = new ArrayList<Loop.Await<Void>>();
        for (int i = 0; i < 5; i++) {
            Loop.Await<Void> answer = await();
            int number = i;
            answers.add(answer);
            at(i, () -> {
                answer.get();
                events.add("" + number);
            });
        }
        at(10, () -> {
            for (int i : new int[] {3, 1, 4, 0, 2}) answers.get(i).complete(null);
            events.add("completed");
        });
        at(11, () -> events.add("next task"));
        loop.run();
        assertEquals(List.of("completed", "3", "1", "4", "0", "2", "next task"), events);
    }

    @Test
    void oneTaskRunsAtATime() throws InterruptedException {
        var busy = new AtomicBoolean();
        var clashes = new AtomicInteger();
        var steps = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            at(i % 7, () -> {
                for (int step = 0; step < 5; step++) {
                    if (!busy.compareAndSet(false, true)) clashes.incrementAndGet();
                    steps.incrementAndGet();
                    busy.set(false);
                    Loop.Await<Void> pause = await();
                    loop.after(3, () -> pause.complete(null));
                    pause.get();
                }
            });
        }
        loop.run();
        assertEquals(1000, steps.get());
        assertEquals(0, clashes.get());
    }

    /** A task that never awaits costs no thread of its own. */
    @Test
    void tasksThatDoNotAwaitShareAThread() throws InterruptedException {
        var threads = new HashSet<Thread>();
        for (int i = 0; i < 1000; i++) at(i, () -> threads.add(Thread.currentThread()));
        loop.run();
        assertEquals(1, threads.size());
    }

    @Test
    void threadsOfTasksThatHaveEndedAreUsedAgain() throws InterruptedException {
        var threads = new HashSet<Thread>();
        for (int i = 0; i < 1000; i++) {
            at(10L * i, () -> {
                threads.add(Thread.currentThread());
                Loop.Await<Void> pause = await();
                loop.after(5, () -> pause.complete(null));
                pause.get();
            });
        }
        loop.run();
        assertTrue(threads.size() <= 2, threads.size() + " threads");
    }

    @Test
    void turnsAreCountedWithEachTaskAndEachReturn() throws InterruptedException {
        Loop.Await<Void> answer = await();
        at(1, answer::get);
        at(2, () -> answer.complete(null));
        loop.run();
        assertEquals(3, loop.turns());
    }

    // ---- the end ----

    private static void assertEnd(Set<Thread> threads) throws InterruptedException {
        for (var thread : threads) assertTrue(thread.join(Duration.ofSeconds(10)), "a thread is left: " + thread);
    }

    @Test
    void theEndUnwindsEveryTaskThatWaitsAndLeavesNoThread() throws InterruptedException {
        var threads = new HashSet<Thread>();
        for (int i = 0; i < 100; i++) {
            at(i, () -> {
                threads.add(Thread.currentThread());
                try {
                    await().get();
                    events.add("went on");
                } finally {
                    events.add("unwound");
                }
            });
        }
        loop.run();
        assertEquals(100, threads.size());
        assertEquals(100, events.size());
        assertEquals(Set.of("unwound"), new HashSet<>(events));
        assertEnd(threads);
    }

    @Test
    void noHandlerTakesTheEndForAnErrorOfItsOwn() throws InterruptedException {
        at(1, () -> {
            try {
                await().get();
            } catch (RuntimeException e) {
                events.add("caught " + e);
            }
        });
        loop.run();
        assertEquals(List.of(), events);
    }

    @Test
    void whoAwaitsAgainWhileUnwindingIsEndedAgain() throws InterruptedException {
        var threads = new HashSet<Thread>();
        at(1, () -> {
            threads.add(Thread.currentThread());
            try {
                await().get();
            } finally {
                assertThrows(Loop.Stopped.class, () -> await().get());
                events.add("ended twice");
            }
        });
        loop.run();
        assertEquals(List.of("ended twice"), events);
        assertEnd(threads);
    }

    @Test
    void closeLeavesWhatIsToCome() throws InterruptedException {
        at(1, () -> events.add("one"));
        at(2, loop::close);
        at(3, () -> events.add("three"));
        loop.run();
        assertEquals(List.of("one"), events);
    }

    @Test
    void whatATaskThrowsEndsTheLoopAndIsToldToWhoRunsIt() throws InterruptedException {
        var threads = new HashSet<Thread>();
        at(1, () -> {
            threads.add(Thread.currentThread());
            try {
                await().get();
            } finally {
                events.add("unwound");
            }
        });
        at(2, () -> {
            threads.add(Thread.currentThread());
            throw new IllegalStateException("defect");
        });
        at(3, () -> events.add("after the defect"));
        assertEquals(
                "defect", assertThrows(IllegalStateException.class, loop::run).getMessage());
        assertEquals(List.of("unwound"), events);
        assertEnd(threads);
    }

    @Test
    void stopEndsWhatOneOwnerAwaitsAndNothingElse() throws InterruptedException {
        Loop.Await<Void> mine = loop.await("mine");
        Loop.Await<Void> yours = loop.await("yours");
        at(1, () -> {
            try {
                mine.get();
            } catch (Loop.Stopped e) {
                events.add("mine stopped");
            }
        });
        at(2, () -> {
            yours.get();
            events.add("yours went on");
        });
        at(3, () -> loop.stop("mine"));
        at(4, () -> yours.complete(null));
        loop.run();
        assertEquals(List.of("mine stopped", "yours went on"), events);
    }

    @Test
    void aStoppedTaskUnwindsAndTheLoopGoesOn() throws InterruptedException {
        Loop.Await<Void> mine = loop.await("mine");
        at(1, () -> {
            try {
                mine.get();
                events.add("mine went on");
            } finally {
                events.add("mine unwound");
            }
        });
        at(2, () -> loop.stop("mine"));
        at(3, () -> events.add("others go on"));
        loop.run();
        assertEquals(List.of("mine unwound", "others go on"), events);
    }

    @Test
    void anInterruptedTaskDoesNotEndTheLoop() throws InterruptedException {
        at(1, () -> Thread.currentThread().interrupt());
        at(2, () -> events.add("interrupted: " + Thread.currentThread().isInterrupted()));
        loop.run();
        assertEquals(List.of("interrupted: false"), events);
    }

    @Test
    void anEmptyLoopEndsAtOnce() throws InterruptedException {
        loop.run();
        assertEquals(0, loop.turns());
    }
}
