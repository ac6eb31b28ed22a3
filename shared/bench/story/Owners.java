package bench.story;

import bench.story.Facts.Change;
import java.util.ArrayList;
import java.util.Optional;

/** Do two nodes each keep what only one of them should? */
final class Owners {
    private Owners() {}

    static Optional<Diagnosis> of(Account account) {
        var key = account.anomaly().evidence().key();
        if (!account.anomaly().type().equals("inconsistent-offsets") || key == null) return Optional.empty();
        var kept = new ArrayList<Change>();
        for (var deed : account.evidence())
            account.changes().stream()
                    .filter(change -> change.field().contains("[" + Words.json(key) + "]")
                            && account.deedOf(change.task())
                                    .filter(deed::equals)
                                    .isPresent())
                    .reduce((earlier, later) -> later)
                    .ifPresent(kept::add);
        if (kept.stream().map(Change::node).distinct().count() < 2) return Optional.empty();
        var one = kept.getFirst();
        var other = kept.getLast();
        return Optional.of(new Diagnosis(
                        "two owners",
                        one.node() + " and " + other.node() + " each append to a " + one.field() + " of their own"
                                + Words.at(other.place()) + " and give out its offsets.",
                        "For each key one node must decide at a time: let all find the same owner, by what all agree"
                                + " on.")
                .citing(one, other));
    }
}
