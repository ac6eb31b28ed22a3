package bench.world;

import bench.world.Step.Arrival;
import bench.world.Step.Begin;
import bench.world.Step.Relent;
import bench.world.Step.Strike;

/** What goes wrong in a searched run, once; when it does so is for the search to find out. */
public sealed interface Mishap {
    /** Nothing: every message is quicker than any timer. */
    record None() implements Mishap {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** One message takes as long as it likes, while the others are quicker than any timer. */
    record Late(Arrival message) implements Mishap {
        @Override
        public boolean isPatient(Step step) {
            return step.equals(message);
        }

        @Override
        public String toString() {
            return "late-" + message;
        }
    }

    /** One node hears no other for a while, and none hears it. */
    record CutOff(String node) implements Mishap {
        @Override
        public boolean touches(Step step) {
            return step instanceof Arrival(var src, var dest, var number)
                    && (src.equals(node) || dest.equals(node))
                    && !Envelope.isClient(src)
                    && !Envelope.isClient(dest);
        }

        @Override
        public String toString() {
            return "cut-" + node;
        }
    }

    /** One node loses all it knows, and begins anew later. */
    record Crashed(String node) implements Mishap {
        @Override
        public boolean touches(Step step) {
            return step.place().equals(node);
        }

        @Override
        public String toString() {
            return "crash-" + node;
        }
    }

    /** Whether {@code step} need not have come before time passes. */
    default boolean isPatient(Step step) {
        return step instanceof Strike
                || step instanceof Relent
                || step instanceof Begin(var c, int n, boolean patient) && patient;
    }

    /** Whether it makes a difference to {@code step} at a node if it has begun, or has ended. */
    default boolean touches(Step step) {
        return false;
    }
}
