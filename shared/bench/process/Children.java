package bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The processes that the bench has started, and what those have started. None outlives it, however it ends, unless it is killed
 * outright itself.
 *
 * <p>Each has a mark in its environment, which its own children inherit. On Linux they are found by it, whoever their parent is
 * by then. Elsewhere those are not found whose parent has ended of itself.
 */
public final class Children {
    private static final long DEATH_TAKES_AT_MOST_SECONDS = 5;
    private static final String VARIABLE = "STARTED_BY_THE_BENCH";
    private static final Path PROCESSES = Path.of("/proc");

    private static final AtomicLong started = new AtomicLong();
    private static final Map<Process, String> marks = new ConcurrentHashMap<>(); // of those that have not been killed
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
        var mark = "<" + ProcessHandle.current().pid() + "-" + started.incrementAndGet() + ">";
        builder.environment().merge(VARIABLE, mark, String::concat); // a bench may have started this one
        var process = builder.start();
        marks.put(process, mark);
        return process;
    }

    /** What kills all that there are and lets no more come; for who ends the JVM without its hooks. */
    public static Runnable ending() {
        return Children::end;
    }

    private static void end() {
        synchronized (Children.class) {
            ending = true; // from now on there are no more to come
        }
        kill(List.copyOf(marks.keySet()));
    }

    /** Kills {@code processes} and all that they have started, and waits until they are gone. */
    public static void kill(List<Process> processes) {
        var marksOfThese =
                processes.stream().map(marks::get).filter(Objects::nonNull).toList();
        for (var process : processes) {
            var descendants = process.descendants().toList(); // before: afterwards they are nobody's
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        marked(marksOfThese).forEach(ProcessHandle::destroyForcibly);
        try {
            for (var process : processes) process.waitFor(DEATH_TAKES_AT_MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they are being killed all the same
        }
        processes.forEach(marks::remove);
    }

    private static List<ProcessHandle> marked(List<String> marks) {
        if (!Files.isDirectory(PROCESSES)) return List.of();
        return ProcessHandle.allProcesses()
                .filter(process -> marks.stream().anyMatch(environment(process)::contains))
                .toList();
    }

    /** As the process was started with it; nothing where it is somebody else's, or gone. */
    private static String environment(ProcessHandle process) {
        try {
            var file = PROCESSES.resolve(process.pid() + "").resolve("environ");
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
