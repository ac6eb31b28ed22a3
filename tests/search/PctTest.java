package bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.world.Step;
import bench.world.Step.Begin;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What PCT promises of runs at random. */
final class PctTest {
    private static final int CHAIN = 6; // steps of which each makes the next one possible
    private static final int RUNS = 40_000;
    private static final double CHANCE = 0.1; // three standard deviations: of one place the bound is the very chance

    private static Step step(String name, int number) {
        return new Begin(name, number, false);
    }

    /** Two orders are needed: one step has to come after a certain one of the chain, and before the next. */
    @Test
    void meetsEachBugOfDepthTwoAsOftenAsItPromises() {
        var random = new SplittableRandom(1);
        var met = new int[CHAIN + 1];
        for (int run = 0; run < RUNS; run++) met[placeOfOther(new Pct(2, CHAIN, random))]++;
        for (int place = 0; place <= CHAIN; place++) {
            double promised = 1 - Pct.missed(2, CHAIN + 1, CHAIN, 1);
            assertTrue(met[place] >= (1 - CHANCE) * promised * RUNS, place + " came " + met[place] + " times");
        }
    }

    /** How many of the chain come before the other step. */
    private static int placeOfOther(Pct pct) {
        var possible = new ArrayList<>(List.of(step("chain", 0), step("other", 0)));
        for (int done = 0; done < CHAIN; done++) {
            var chosen = possible.remove(pct.choose(possible));
            if (chosen.equals(step("other", 0))) return done;
            if (done + 1 < CHAIN) possible.addFirst(step("chain", done + 1));
        }
        return CHAIN;
    }

    @Test
    void missesLessTheMoreRunsThereAre() {
        assertEquals(Math.pow(1 - 1.0 / 12, 10), Pct.missed(2, 4, 3, 10), 1e-12);
        assertEquals(1, Pct.missed(2, 4, 3, 0));
    }
}
