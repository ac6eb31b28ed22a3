package bench.workload;

import java.time.Duration;
import java.util.List;
import node.Node;

/**
 * One client thread's connection to the system under test. It is a node of the simulated network like any other, so that what it
 * does reads like a node's code; after an indefinite result it is thrown away and a fresh one opened.
 */
public abstract class Client<A> extends Node {
    /** How long Maelstrom's clients wait for an answer. */
    protected static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Gives this client its id on the network. */
    public final void join(String id) {
        initialise(id, List.of(id));
    }

    /** Whether a failure of unknown outcome may be told as a failure, since {@code action} changes nothing. */
    public boolean changesNothing(A action) {
        return false;
    }

    /**
     * Carries out {@code action} and awaits the result.
     *
     * @param server the id of the node this client talks to
     * @return the action as completed, for example with what was read
     * @throws node.RpcError as the node answered
     */
    public abstract A invoke(String server, A action);

    /** Called once a run for each server, by its first client, before any operation. */
    public void setUp(String server) {}
}
