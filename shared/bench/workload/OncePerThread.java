package bench.workload;

import java.util.BitSet;

/** Gives each client thread one last action. */
final class OncePerThread {
    private final int threads;
    private final BitSet done = new BitSet();

    /** @param threads how many there are: process p is run by thread p modulo this */
    OncePerThread(int threads) {
        this.threads = threads;
    }

    /** Whether this is the first time that {@code process}'s thread asks. */
    boolean isFirst(int process) {
        int thread = process % threads;
        boolean first = !done.get(thread);
        done.set(thread);
        return first;
    }
}
