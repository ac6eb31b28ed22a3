package bench.process;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The processes that the bench has started. None outlives it, however it ends, unless it is killed outright itself. */
public final class Children {
    private static final long DEATH_TAKES_AT_MOST_SECONDS = 5;

    private static final Set<Process> running = new LinkedHashSet<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Children::end));
    }

    private Children() {}

    /** Starts a process that is killed when the bench ends. */
    public static synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ending) throw new IOException("the bench is ending");
        var process = builder.start();
        running.add(process);
        process.onExit().thenAccept(Children::forget);
        return process;
    }

    private static synchronized void forget(Process process) {
        running.remove(process);
    }

    private static synchronized void end() {
        ending = true;
        kill(List.copyOf(running));
    }

    /** Kills {@code processes} and all that they have started, and waits until they are gone. Interruption does not cut it short. */
    public static void kill(List<Process> processes) {
        for (var process : processes) {
            var descendants = process.descendants().toList(); // before: afterwards they are nobody's
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        for (var process : processes)
            process.onExit().orTimeout(DEATH_TAKES_AT_MOST_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process).join();
    }
}
