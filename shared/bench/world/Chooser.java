package bench.world;

import java.util.List;

/** Decides what happens next in a searched world. */
@FunctionalInterface
public interface Chooser {
    /** To be returned instead of a choice: nothing more is to be learned from this run. */
    int ABANDON = -1;

    /**
     * @param possible the steps that may come next; the first one is what comes when nothing is out of the ordinary
     * @return the place in {@code possible} of the one that does
     */
    int choose(List<Step> possible);
}
