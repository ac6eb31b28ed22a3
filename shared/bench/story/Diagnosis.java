package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What made a run fail, and not only how that shows.
 *
 * @param cause its name, for programs
 * @param why what happened, in a sentence or two
 * @param advice what to do about it, in general
 * @param cited what of the run the sentence speaks of: places in the trace
 */
record Diagnosis(String cause, String why, String advice, Set<Integer> cited) {
    Diagnosis(String cause, String why, String advice) {
        this(cause, why, advice, Set.of());
    }

    Diagnosis citing(Deed... deeds) {
        return citing(List.of(deeds).stream().map(Deed::position).toList());
    }

    Diagnosis citing(Letter... letters) {
        return citing(List.of(letters).stream().map(Letter::position).toList());
    }

    Diagnosis citing(Change... changes) {
        return citing(List.of(changes).stream().map(Change::position).toList());
    }

    Diagnosis citing(Collection<Integer> positions) {
        var all = new TreeSet<>(cited);
        all.addAll(positions);
        return new Diagnosis(cause, why, advice, all);
    }
}
