package bench.world;

import bench.world.faults.Act;
import bench.world.faults.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has gone wrong in a run so far. */
public final class Damage {
    private final List<Act> acts = new ArrayList<>();
    private final Map<Fault, Long> strikes = new EnumMap<>(Fault.class);

    void began(Act act) {
        acts.add(act);
    }

    void struck(Act act) {
        strikes.merge(act.fault(), 1L, Long::sum);
    }

    /** All acts, in the order they began. */
    public List<Act> acts() {
        return acts;
    }

    /** How many messages or nodes this fault has struck. */
    public long strikes(Fault fault) {
        return strikes.getOrDefault(fault, 0L);
    }
}
