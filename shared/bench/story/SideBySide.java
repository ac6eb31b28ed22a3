package bench.story;

import bench.checker.txn.MicroOp;
import bench.story.Facts.Deed;
import java.util.Optional;
import java.util.Set;

/** Did two transactions that were under way at once both commit, though each read what the other wrote? */
final class SideBySide {
    private static final Set<String> OF_TWO = Set.of("lost-update", "G-single-item", "G-nonadjacent-item", "G2-item");

    private SideBySide() {}

    static Optional<Diagnosis> of(Account account) {
        if (!OF_TWO.contains(account.anomaly().type())) return Optional.empty();
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
                        "Before a transaction commits compare what it has read with what is there now: of two such one"
                                + " must wait or be aborted.")
                .citing(one, other);
    }
}
