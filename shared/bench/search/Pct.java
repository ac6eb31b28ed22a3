package bench.search;

import bench.world.Chooser;
import bench.world.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Chooses at random, but so that what needs few things in their order is likely: every step has a priority, the highest one comes
 * first, and at a few moments drawn beforehand the step that would come next is put behind all others (Burckhardt et al., <i>A
 * Randomized Scheduler with Probabilistic Guarantees of Finding Bugs</i>, 2010). Of n steps that are chosen from in k choices, a
 * bug that needs d of them in their order comes up with a chance of at least 1/(n k<sup>d-1</sup>). Every step is a thread of its
 * own here, since links keep no order.
 */
final class Pct implements Chooser {
    private final RandomGenerator random;
    private final List<Integer> setbacks = new ArrayList<>(); // the choices at which one is put behind all others
    private final Map<Step, Double> priorities = new HashMap<>();
    private int choices;

    /**
     * @param depth d: how many steps have to come in their order
     * @param length k: how many choices there will be
     */
    Pct(int depth, int length, RandomGenerator random) {
        this.random = random;
        for (int i = 1; i < depth; i++) setbacks.add(random.nextInt(Math.max(1, length)));
    }

    @Override
    public int choose(List<Step> possible) {
        if (possible.size() == 1) return 0;
        for (var step : possible) priorities.computeIfAbsent(step, any -> random.nextDouble());
        for (int i = 0; i < setbacks.size(); i++)
            if (setbacks.get(i) == choices) priorities.put(highest(possible), -1.0 - i);
        choices++;
        return possible.indexOf(highest(possible));
    }

    private Step highest(List<Step> possible) {
        return possible.stream().max(Comparator.comparing(priorities::get)).orElseThrow();
    }

    /** k of this run. */
    int choices() {
        return choices;
    }

    /** n of this run. */
    int steps() {
        return priorities.size();
    }

    /** The chance that {@code runs} runs of these n and k all miss a bug of depth {@code depth}, or less. */
    static double missed(int depth, int steps, int choices, long runs) {
        double found = 1 / (Math.max(1, steps) * Math.pow(Math.max(1, choices), depth - 1));
        return Math.pow(1 - found, runs);
    }
}
