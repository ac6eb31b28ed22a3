package bench.search;

import bench.world.Chooser;
import bench.world.Mishap;
import bench.world.Scheduler.Happened;
import bench.world.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goes through all orders of steps, but of those that differ only in the order of independent steps through one. Stateless: every
 * run starts anew. After each it looks for races, that is for pairs of dependent steps which could have come the other way round,
 * and plans a run for each that no planned or past run makes: dynamic partial-order reduction (Flanagan and Godefroid, 2005) with
 * source sets and sleep sets (Abdulla et al., <i>Optimal Dynamic Partial Order Reduction</i>, 2014).
 *
 * <p>Orders near the usual one come first, so that what is found is simple, and so that a search which is cut short has seen the
 * likeliest.
 */
final class Explorer {
    private static final int NEAR =
            2; // steps after which an unusual one has nothing to do with the one before, most likely
    private static final int FAR_DETOUR = 3; // as much as this many that are near each other

    /** A moment at which something was chosen, reached by one sequence of steps. */
    private final class Crossroads {
        private final Crossroads before;
        private final Step taken; // from there to here; null at the start
        private final int detour; // how far from the usual order this is
        private final int sinceDetour; // how many usual steps have been taken since the last other one
        private final Set<Step> asleep; // what begins with one of these has been or will be seen elsewhere
        private final Set<Step> ways = new LinkedHashSet<>(); // that have been or will be taken, the usual one first
        private List<Step> possible;

        Crossroads() {
            this.before = null;
            this.taken = null;
            this.detour = 0;
            this.sinceDetour = NEAR;
            this.asleep = Set.of();
        }

        /** @param siblings that are or were to be taken from there rather than this one */
        Crossroads(Crossroads before, Step taken, Set<Step> siblings) {
            this.before = before;
            this.taken = taken;
            boolean isUsual = siblings.isEmpty();
            this.detour = before.detour + (isUsual ? 0 : before.sinceDetour < NEAR ? 1 : FAR_DETOUR);
            this.sinceDetour = isUsual ? before.sinceDetour + 1 : 0;
            this.asleep = before.asleep.isEmpty() && siblings.isEmpty()
                    ? Set.of()
                    : Stream.concat(before.asleep.stream(), siblings.stream())
                            .filter(step -> !dependence.between(step, taken))
                            .collect(Collectors.toSet());
        }

        List<Crossroads> path() {
            var path = new ArrayList<Crossroads>();
            for (var here = this; here != null; here = here.before) path.add(here);
            Collections.reverse(path);
            return path;
        }
    }

    private record Planned(Crossroads end, long number) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return end.detour != other.end.detour
                    ? Integer.compare(end.detour, other.end.detour)
                    : Long.compare(number, other.number);
        }
    }

    /** Follows a plan to its end and from there the usual way. */
    final class Run implements Chooser {
        private final List<Crossroads> path;
        private final int planned;

        private Run(Crossroads end) {
            this.path = end.path();
            this.planned = path.size() - 1;
        }

        private int steps;

        @Override
        public int choose(List<Step> possible) {
            return steps < planned ? follow(possible) : goOn(possible);
        }

        private int follow(List<Step> possible) {
            var step = path.get(++steps).taken;
            int choice = possible.indexOf(step);
            if (choice < 0)
                throw new IllegalStateException(
                        step + " should be possible after the same steps as before: " + possible);
            return choice;
        }

        private int goOn(List<Step> possible) {
            var here = path.get(steps);
            here.possible = possible;
            for (int choice = 0; choice < possible.size(); choice++) {
                var step = possible.get(choice);
                if (here.asleep.contains(step)) continue;
                here.ways.add(step);
                path.add(new Crossroads(here, step, Set.of()));
                steps++;
                return choice;
            }
            return ABANDON;
        }
    }

    private final Dependence dependence;
    private final PriorityQueue<Planned> plans = new PriorityQueue<>();
    private long planned;

    Explorer(Mishap mishap) {
        this.dependence = new Dependence(mishap);
        plan(new Crossroads());
    }

    private void plan(Crossroads end) {
        plans.add(new Planned(end, planned++));
    }

    /** Whether there is an order that has not been seen. */
    boolean hasNext() {
        return !plans.isEmpty();
    }

    /** What chooses in the next run. */
    Run next() {
        return new Run(plans.poll().end);
    }

    /** Finds the races of a run that has ended, whether by itself or not. */
    void learn(Run run, List<Happened> happened) {
        var pasts = new ArrayList<BitSet>(); // of each step those that happened before it, in Lamport's sense
        for (int later = 0; later < happened.size(); later++) {
            var past = new BitSet();
            int cause = happened.get(later).cause();
            if (cause >= 0) include(past, cause, pasts);
            for (int earlier = later - 1; earlier >= 0; earlier--) {
                if (past.get(earlier)) continue;
                var before = happened.get(earlier).step();
                var step = happened.get(later).step();
                if (!dependence.between(before, step)) continue;
                boolean isNew = later >= run.planned - 1;
                if (isNew) reverse(run.path.get(earlier), earlier, later, happened, pasts, past);
                include(past, earlier, pasts);
            }
            pasts.add(past);
        }
    }

    private static void include(BitSet past, int step, List<BitSet> pasts) {
        past.or(pasts.get(step));
        past.set(step);
    }

    /** Plans a run in which {@code later} comes before {@code earlier}, and what has to come before it. */
    private void reverse(
            Crossroads crossroads,
            int earlier,
            int later,
            List<Happened> happened,
            List<BitSet> pasts,
            BitSet pastOfLater) {
        var without = new BitSet(); // the steps between the two that come about without the earlier one
        for (int step = earlier + 1; step < later; step++) if (!pasts.get(step).get(earlier)) without.set(step);
        var first = new ArrayList<Step>(); // those of them that may come first, the later one among them if it may
        if (!pastOfLater.intersects(without)) first.add(happened.get(later).step());
        without.stream()
                .filter(step -> !pasts.get(step).intersects(without))
                .forEach(step -> first.add(happened.get(step).step()));
        if (first.stream().anyMatch(step -> crossroads.ways.contains(step) || crossroads.asleep.contains(step))) return;
        first.stream().filter(crossroads.possible::contains).findFirst().ifPresent(step -> {
            var siblings = Set.copyOf(crossroads.ways);
            crossroads.ways.add(step);
            plan(new Crossroads(crossroads, step, siblings));
        });
    }
}
