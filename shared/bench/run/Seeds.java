package bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/** Runs many seeds, several at once. What comes out does not depend on which ends first. */
public final class Seeds {
    private Seeds() {}

    /**
     * @param atOnce how many run at the same time
     * @param run what to do for a seed, by itself deterministic
     * @param whenOneIsDone called after each, from any thread
     * @return what the runs gave, in the order of the seeds
     */
    public static <T> List<T> each(List<Long> seeds, int atOnce, LongFunction<T> run, Runnable whenOneIsDone) {
        var tasks = new ArrayList<Callable<T>>();
        for (long seed : seeds)
            tasks.add(() -> {
                try {
                    return run.apply(seed);
                } finally {
                    whenOneIsDone.run();
                }
            });
        try (var cores = Executors.newFixedThreadPool(atOnce)) {
            var results = new ArrayList<T>();
            for (var future : cores.invokeAll(tasks)) results.add(future.get());
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between seeds", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
