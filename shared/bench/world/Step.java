package bench.world;

/**
 * Something that may happen next in a searched world. It is named by what its own past decides: the same step has the same name
 * in whatever order others come that have nothing to do with it.
 */
public sealed interface Step {
    /** Whose state it may change; empty where it is nobody's. */
    default String place() {
        return "";
    }

    /**
     * A message reaches {@code dest}.
     *
     * @param number how many messages were sent from {@code src} to {@code dest} before it
     */
    record Arrival(String src, String dest, int number) implements Step {
        @Override
        public String place() {
            return dest;
        }

        @Override
        public String toString() {
            return src + "-" + dest + "-" + number;
        }
    }

    /** All timers of {@code owner} go off that are due at this time. */
    record Timer(String owner, long dueNanos) implements Step {
        @Override
        public String place() {
            return owner;
        }
    }

    /**
     * A client begins an operation.
     *
     * @param number how many it began before
     * @param isPatient whether it may wait while time passes
     */
    record Begin(String client, int number, boolean isPatient) implements Step {
        @Override
        public String place() {
            return client;
        }
    }

    /** Time passes until the next timer is due. */
    record Passing() implements Step {}

    /** The run's {@link Mishap} begins. */
    record Strike() implements Step {}

    /** The run's mishap is over. */
    record Relent() implements Step {}
}
