package bench.checker;

import bench.history.History;

/** A pure function from a history to what is to be said of it. Knows nothing of nodes, networks or time outside the history. */
@FunctionalInterface
public interface Checker<A> {
    Findings check(History<A> history);
}
