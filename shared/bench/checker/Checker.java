package bench.checker;

import bench.history.History;
import java.util.Set;

/** A pure function from a history to what is to be said of it. Knows nothing of nodes, networks or time outside the history. */
public interface Checker<A> {
    Findings check(History<A> history);

    /** The types of all anomalies that it may find. */
    Set<String> anomalies();
}
