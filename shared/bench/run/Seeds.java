package bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Runs many seeds, several at once. What comes out does not depend on which ends first. */
public final class Seeds {
    private Seeds() {}

    /**
     * @param atOnce how many run at the same time
     * @param run what to do for a seed, by itself deterministic
     * @param isEnough whether a result makes the seeds after it needless
     * @param whenOneIsDone called after each, from any thread
     * @return what the runs gave, in the order of the seeds, up to the first that is enough
     */
    public static <T> List<T> each(
            List<Long> seeds, int atOnce, LongFunction<T> run, Predicate<T> isEnough, Runnable whenOneIsDone) {
        var last = new AtomicInteger(seeds.size() - 1);
        var tasks = IntStream.range(0, seeds.size())
                .mapToObj(i -> (Callable<T>) () -> {
                    if (i > last.get()) return null;
                    var result = run.apply(seeds.get(i));
                    if (isEnough.test(result)) last.accumulateAndGet(i, Math::min);
                    whenOneIsDone.run();
                    return result;
                })
                .toList();
        try (var cores = Executors.newFixedThreadPool(atOnce)) {
            var results = new ArrayList<T>();
            for (var future : cores.invokeAll(tasks)) results.add(future.get());
            return results.subList(0, last.get() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between seeds", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
