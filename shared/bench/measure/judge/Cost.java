package bench.measure.judge;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;

/**
 * What a piece of work took.
 *
 * @param cpuSeconds of all threads of this JVM, those that compile and collect garbage among them: on a machine that has other
 *     things to do it says more than the time that passed
 * @param peakMegabytes the most heap in use meanwhile, garbage included
 */
record Cost(double wallSeconds, double cpuSeconds, double peakMegabytes) {
    /** Of doing {@code work} once. */
    static Cost ofOnce(Runnable work) {
        return ofRounds(work, 0);
    }

    /**
     * Of doing {@code work} once more, after it was done for a while: the mean of some rounds.
     *
     * @param seconds how long it is done before at least, and then again
     */
    static Cost ofMany(Runnable work, double seconds) {
        long beganNanos = System.nanoTime();
        do work.run();
        while (secondsSince(beganNanos) < seconds);
        return ofRounds(work, seconds);
    }

    private static Cost ofRounds(Runnable work, double leastSeconds) {
        System.gc(); // what was done before is not to be paid for now
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        var beganCpu = cpu();
        long beganNanos = System.nanoTime();
        int rounds = 0;
        do {
            work.run();
            rounds++;
        } while (secondsSince(beganNanos) < leastSeconds);
        double wallSeconds = secondsSince(beganNanos);
        double cpuSeconds = cpu().minus(beganCpu).toNanos() / 1e9;
        double peakBytes = heap().stream()
                .mapToDouble(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return new Cost(wallSeconds / rounds, cpuSeconds / rounds, peakBytes / (1 << 20));
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
