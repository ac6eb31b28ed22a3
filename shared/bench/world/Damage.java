package bench.world;

import bench.world.faults.Act;
import bench.world.faults.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has gone wrong in a run so far. */
public final class Damage {
    private final List<Act> acts = new ArrayList<>();
    private final Map<Fault, Long> strikes = new EnumMap<>(Fault.class);
    private final Set<Act> effective = Collections.newSetFromMap(new IdentityHashMap<>());

    void began(Act act) {
        acts.add(act);
    }

    void struck(Act act) {
        strikes.merge(act.fault(), 1L, Long::sum);
        effective.add(act);
    }

    /** All acts, in the order they began. */
    public List<Act> acts() {
        return acts;
    }

    /** Whether this very act has struck a message or a node. */
    public boolean hasBeenDoneBy(Act act) {
        return effective.contains(act);
    }

    /** How many messages or nodes this fault has struck. */
    public long strikes(Fault fault) {
        return strikes.getOrDefault(fault, 0L);
    }
}
