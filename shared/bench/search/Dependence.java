package bench.search;

import bench.world.Envelope;
import bench.world.Mishap;
import bench.world.Step;
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
        if (isMishap(a)) return isMishap(b) || mishap.touches(b);
        if (isMishap(b)) return mishap.touches(a);
        if (a instanceof Passing || b instanceof Passing) return true; // whoever sets a timer sees the clock
        if (a.place().equals(b.place())) return true;
        if (!Envelope.isClient(a.place()) || !Envelope.isClient(b.place())) return false;
        // After a timeout a client is replaced, and the new ones are numbered in that order.
        return a instanceof Begin != b instanceof Begin || a instanceof Timer && b instanceof Timer;
    }

    private static boolean isMishap(Step step) {
        return step instanceof Strike || step instanceof Relent;
    }
}
