package bench.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Zeller and Hildebrandt, <i>Simplifying and Isolating Failure-Inducing Input</i>, 2002. */
public final class DeltaDebugging {
    private DeltaDebugging() {}

    /**
     * Leaves out as much as it can.
     *
     * @param all what fails
     * @param fails whether a part of it, in the same order, fails too
     * @return a part that fails, and of which no single element can be left out
     */
    // tag::minimize[]
    public static <T> List<T> minimize(List<T> all, Predicate<List<T>> fails) {
        var least = List.copyOf(all);
        int parts = 2;
        while (!least.isEmpty()) {
            var smaller = complements(least, parts).stream().filter(fails).findFirst();
            if (smaller.isPresent()) {
                least = smaller.get();
                parts = Math.max(2, parts - 1);
            } else if (parts >= least.size()) {
                return least;
            } else {
                parts = Math.min(2 * parts, least.size());
            }
        }
        return least;
    }
    // end::minimize[]

    /** All of {@code whole} but one of so many parts of about equal size. */
    private static <T> List<List<T>> complements(List<T> whole, int parts) {
        var complements = new ArrayList<List<T>>();
        int used = Math.min(parts, whole.size());
        for (int part = 0; part < used; part++) {
            var rest = new ArrayList<>(whole.subList(0, part * whole.size() / used));
            rest.addAll(whole.subList((part + 1) * whole.size() / used, whole.size()));
            complements.add(rest);
        }
        return complements;
    }
}
