package bench;

import bench.process.Children;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The end of the bench. Its exit code is a verdict, so nobody else may choose it: a node can get at {@link System#exit} by
 * reflection, and 0 would say that all have passed. Against a {@link Runtime#halt} by reflection there is no help.
 */
final class Exit {
    private volatile Thread ordering;

    /** Ends the bench. Does not return. */
    void with(int code) {
        ordering = Thread.currentThread();
        System.exit(code);
    }

    /** From now on any other end becomes one with {@link Bench#SOFTWARE}. A signal has an exit code of its own. */
    void refuseOthers(PrintWriter err) {
        var endChildren = Children.ending(); // asked for now: it has a hook of its own, and later none can be added
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            if (isOrdered(Thread.getAllStackTraces(), ordering)) return;
            err.println("The bench was ended before it came to a verdict. Does a node call System.exit by reflection?");
            err.flush();
            endChildren.run(); // the other hooks are cut short
            Runtime.getRuntime().halt(Bench.SOFTWARE);
        }));
    }

    /**
     * Whether the exit that is under way comes from us or from a signal. Somebody else's may come from a virtual thread, which
     * nobody can find, so it is the one that waits for the hooks that is looked for.
     *
     * @param traces of all threads of the platform
     * @param ordering the thread that has ordered an exit; null where none has
     */
    static boolean isOrdered(Map<Thread, StackTraceElement[]> traces, Thread ordering) {
        return traces.entrySet().stream()
                .filter(thread -> isIn("java.lang.ApplicationShutdownHooks", thread.getValue()))
                .anyMatch(thread -> thread.getKey() == ordering || isIn("java.lang.Terminator", thread.getValue()));
    }

    private static boolean isIn(String type, StackTraceElement[] trace) {
        return Stream.of(trace).anyMatch(frame -> frame.getClassName().startsWith(type));
    }
}
