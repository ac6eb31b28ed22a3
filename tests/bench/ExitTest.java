package bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stack traces are as OpenJDK has them while its shutdown hooks run. */
class ExitTest {
    private static final Thread OURS = Thread.ofPlatform().unstarted(() -> {});
    private static final Thread OTHER = Thread.ofPlatform().unstarted(() -> {});

    private static StackTraceElement[] in(String... types) {
        var trace = new StackTraceElement[types.length];
        for (int i = 0; i < types.length; i++) trace[i] = new StackTraceElement(types[i], "run", null, -1);
        return trace;
    }

    private static final StackTraceElement[] EXITS =
            in("java.lang.Thread", "java.lang.ApplicationShutdownHooks$1", "java.lang.Shutdown", "java.lang.Runtime");
    private static final StackTraceElement[] WAITS_TO_EXIT = in("java.lang.Shutdown", "java.lang.Runtime");
    private static final StackTraceElement[] SIGNALLED =
            in("java.lang.ApplicationShutdownHooks$1", "java.lang.Shutdown", "java.lang.Terminator$1");

    @Test
    void whatWasOrderedIsLetThrough() {
        assertTrue(Exit.isOrdered(Map.of(OURS, EXITS, OTHER, in("java.lang.Thread")), OURS));
        assertTrue(Exit.isOrdered(Map.of(OTHER, SIGNALLED), null));
    }

    @Test
    void anotherThreadsExitIsNot() {
        assertFalse(Exit.isOrdered(Map.of(OTHER, EXITS), null));
        assertFalse(Exit.isOrdered(Map.of(OURS, WAITS_TO_EXIT, OTHER, EXITS), OURS));
    }

    /** Which has no trace that can be seen. */
    @Test
    void aVirtualThreadsExitIsNot() {
        assertFalse(Exit.isOrdered(Map.of(OTHER, in("java.lang.Thread")), null));
        assertFalse(Exit.isOrdered(Map.of(OURS, WAITS_TO_EXIT), OURS));
    }
}
