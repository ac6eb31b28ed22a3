package bench.story;

import bench.checker.txn.MicroOp;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import java.util.Optional;
import java.util.Set;

/** Did two transactions that were under way at once both commit, though each read what the other wrote? */
final class SideBySide {
    private static final Set<String> OF_TWO = Set.of("lost-update", "G-single-item", "G-nonadjacent-item", "G2-item");

    private static final String COMPARE =
            "Before a transaction commits compare what it has read with what is there now: of two such one must wait"
                    + " or be aborted.";

    private SideBySide() {}

    static Optional<Diagnosis> of(Account account) {
        if (!OF_TWO.contains(account.anomaly().type())) return ofMore(account);
        var evidence = account.evidence();
        for (var one : evidence)
            for (var other : evidence) {
                if (one.position() >= other.position()
                        || other.position() > one.endPosition()
                        || !one.isOk()
                        || !other.isOk()) continue;
                var first = readAndWritten(one, other);
                var second = readAndWritten(other, one);
                if (first.isPresent() && second.isPresent())
                    return Optional.of(tell(one, other, first.get(), second.get()));
            }
        return Optional.empty();
    }

    /**
     * A cycle of more than two, or one that time closes: one read a key, another changed it, and the first's writes were put in
     * their place after that.
     */
    private static Optional<Diagnosis> ofMore(Account account) {
        if (!account.anomaly().type().matches("(G2|G-nonadjacent)-item-(process|realtime)")) return Optional.empty();
        for (var one : account.evidence())
            for (var other : account.evidence()) {
                if (one.equals(other) || !one.isOk() || !other.isOk()) continue;
                var key = readAndWritten(one, other);
                if (key.isEmpty()) continue;
                var meanwhile = installed(account, other, key.get());
                if (meanwhile.isEmpty() || meanwhile.get().position() < one.position()) continue;
                var late = Clues.steps(one).stream()
                        .filter(step -> !step.isRead())
                        .flatMap(step -> installed(account, one, step.key()).stream())
                        .filter(change -> change.node().equals(meanwhile.get().node())
                                && change.position() > meanwhile.get().position())
                        .findFirst();
                if (late.isPresent()) return Optional.of(tell(one, other, key.get(), meanwhile.get(), late.get()));
            }
        return Optional.empty();
    }

    /** Where a node first has what {@code deed} wrote to {@code key}. */
    private static Optional<Change> installed(Account account, Deed deed, Object key) {
        return account.changes().stream()
                .filter(change -> Clues.isOf(change, key)
                        && Clues.written(deed, key).stream()
                                .map(Words::json)
                                .anyMatch(word ->
                                        Words.carries(change.after(), word) && !Words.carries(change.before(), word)))
                .findFirst();
    }

    private static Diagnosis tell(Deed one, Deed other, Object key, Change meanwhile, Change late) {
        return new Diagnosis(
                        "read what no longer held",
                        one.server() + " read key " + Words.json(key) + " for a transaction, " + meanwhile.node()
                                + " changed " + meanwhile.field() + Words.at(meanwhile.place())
                                + " for another, and put what the first wrote in " + late.field()
                                + Words.at(late.place())
                                + " after that: the first was committed on what it had read and did not hold any"
                                + " more.",
                        COMPARE)
                .citing(one, other)
                .citing(meanwhile, late);
    }

    private static boolean hasSeen(MicroOp read, Object written) {
        return written.equals(read.value()) || read.elements().contains(written);
    }

    /** A key that the one read without what the other wrote to it. */
    private static Optional<Object> readAndWritten(Deed reader, Deed writer) {
        return Clues.steps(reader).stream()
                .filter(MicroOp::isRead)
                .filter(read -> Clues.written(writer, read.key()).stream()
                        .findAny()
                        .filter(value -> !hasSeen(read, value))
                        .isPresent())
                .map(MicroOp::key)
                .findFirst();
    }

    private static Diagnosis tell(Deed one, Deed other, Object first, Object second) {
        var who = one.server().equals(other.server())
                ? one.server() + " carried out two transactions at once"
                : one.server() + " and " + other.server() + " each carried out a transaction at the same time";
        var what = first.equals(second)
                ? "both read key " + Words.json(first) + " and wrote it"
                : "each read a key that the other wrote, " + Words.json(first) + " and " + Words.json(second);
        return new Diagnosis(
                        "side by side",
                        who + "; " + what + ", both were committed, and neither was held against the other.",
                        COMPARE)
                .citing(one, other);
    }
}
