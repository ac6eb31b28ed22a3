package bench.world.service;

import java.util.List;
import node.Node;

/** What the world offers to its nodes. It is there before them, so nobody sends it an {@code init}. */
public abstract class Service extends Node {
    /** Gives this service its id on the network. */
    public final void join(String id) {
        initialise(id, List.of(id));
    }
}
