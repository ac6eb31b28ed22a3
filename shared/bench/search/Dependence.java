package bench.search;

import bench.world.Envelope;
import bench.world.Mishap;
import bench.world.Step;
import bench.world.Step.Arrival;
import bench.world.Step.Begin;
import bench.world.Step.Passing;
import bench.world.Step.Relent;
import bench.world.Step.Strike;
import bench.world.Step.Timer;

/**
 * Which steps may change places without anybody noticing: Mazurkiewicz's independence. Two steps at different places are
 * independent, for a node sees nothing of what happens elsewhere. Clients are no exception, but that a history shows whether one
 * operation ended before another one began.
 */
record Dependence(Mishap mishap) {
    boolean between(Step a, Step b) {
        return a.place().equals(b.place()) || concerns(a, b) || concerns(b, a);
    }

    private boolean concerns(Step a, Step b) {
        return switch (a) {
            case Passing passing -> true; // whoever sets a timer sees the clock
            case Strike strike -> mishap.touches(b);
            case Relent relent ->
                mishap.touches(b) || b instanceof Begin begin && begin.isPatient(); // it gives these out
            case Timer(var owner, long due) -> owner.isEmpty() && Envelope.isClient(b.place()); // gives out others
            case Begin begin -> b instanceof Begin other ? exclude(begin, other) : Envelope.isClient(b.place());
            case Arrival arrival -> false;
        };
    }

    /** Of two that may wait while time passes, the first may let it pass only for the second. */
    private static boolean exclude(Begin a, Begin b) {
        return a.isPatient() && b.isPatient();
    }
}
