package bench.trace;

import bench.world.faults.Act;
import java.util.Optional;
import node.Message;

/** Something that happened in a run. Messages and tasks have numbers, each of its own sequence. */
public sealed interface Event {
    /** When, by the world's clock. */
    long timeNanos();

    /**
     * A client thread begins an operation.
     *
     * @param op the invocation's index in the history
     */
    record Invoked(long timeNanos, int op, String client, String server) implements Event {}

    /** An operation ends, well or not. */
    record Completed(long timeNanos, int op, String client) implements Event {}

    /**
     * A message sets out.
     *
     * @param task the sender's, where it is a task of a node, a service or a client
     * @param place the line that sent it; an answer that the kernel sends for a handler has none
     */
    record Sent(long timeNanos, int message, Message content, Optional<Integer> task, Optional<Place> place)
            implements Event {}

    /** A message does not arrive, because of {@code act}. */
    record Lost(long timeNanos, int message, Act act) implements Event {}

    /** {@code act} is about this message only: it is lost, held back, or comes twice. */
    record Befell(long timeNanos, int message, Act act) implements Event {}

    /** {@code act}, which is about more than one message, begins. */
    record Began(long timeNanos, Act act) implements Event {}

    /** It is over. */
    record Over(long timeNanos, Act act) implements Event {}

    /** A message arrives, and a task of the receiver's begins. */
    record Received(long timeNanos, int message, int task, String node) implements Event {}

    /**
     * A timer goes off, and a task of its owner's begins.
     *
     * @param setBy the task that set it
     */
    record Woke(long timeNanos, int task, String node, Optional<Integer> setBy) implements Event {}

    /**
     * A node's state changes. A field of a field is {@code a.b}, an entry of a map {@code a[key]}.
     *
     * @param before a string or a list of strings; null where there was nothing
     * @param after likewise
     * @param place the line that changed it
     */
    record Changed(long timeNanos, int task, String node, String field, Object before, Object after, Place place)
            implements Event {}

    /**
     * A node writes a line to its log.
     *
     * @param place the line that wrote it; what has no end is written when the node stops, by none
     */
    record Logged(long timeNanos, String node, String line, Optional<Place> place) implements Event {}

    /** A task awaits something, and others may run. */
    record Awaits(long timeNanos, int task, String node, Optional<Place> place) implements Event {}

    /** A task goes on after an await. */
    record Resumes(long timeNanos, int task, String node) implements Event {}

    /**
     * A task has come to its end.
     *
     * @param place the last line of it that did something
     */
    record Ended(long timeNanos, int task, String node, Optional<Place> place) implements Event {}
}
