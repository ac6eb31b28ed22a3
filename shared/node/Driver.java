package node;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What a node stands on: either a process with its pipes and the machine's clock, or a place in a simulated world. Everything a
 * node learns of the outside comes through here, which is why the same node runs in both.
 */
// tag::driver[]
public interface Driver {
    /** The loop that runs this node's handlers. */
    Loop loop();

    /** Puts a message on the network; it may never arrive. */
    void send(Message message);

    /** Runs {@code task} on the loop after {@code delay}. */
    void after(Duration delay, Runnable task);

    /** The node's wall clock. It may be wrong, and it may jump. */
    Instant now();

    RandomGenerator random();

    /** Writes a line for a person to the node's log. */
    void log(String line);
}
// end::driver[]
