package bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes that the bench has started. None outlives it, however it ends, unless it is killed outright itself. */
public final class Children {
    private static final long DEATH_TAKES_AT_MOST_SECONDS = 5;

    private static final Set<Process> running = ConcurrentHashMap.newKeySet();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Children::end));
    }

    private Children() {}

    /** The program that this JVM runs in. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Starts a process that is killed when the bench ends. */
    public static synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ending) throw new IOException("the bench is ending");
        var process = builder.start();
        running.add(process);
        process.onExit().thenAccept(running::remove);
        return process;
    }

    private static void end() {
        synchronized (Children.class) {
            ending = true; // from now on there are no more to come
        }
        kill(List.copyOf(running));
    }

    /** Kills {@code processes} and all that they have started, and waits until they are gone. */
    public static void kill(List<Process> processes) {
        for (var process : processes) {
            var descendants = process.descendants().toList(); // before: afterwards they are nobody's
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        try {
            for (var process : processes) process.waitFor(DEATH_TAKES_AT_MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they are being killed all the same
        }
    }
}
