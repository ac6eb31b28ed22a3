package bench.story;

import bench.checker.txn.MicroOp;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import java.util.Optional;

/** Did two transactions write the same two keys, and each win one of them, since each write went by itself? */
final class Mixed {
    private static final String ADVICE =
            "The writes of a transaction belong together: one time and one message for all of them, installed in one"
                    + " step.";

    private Mixed() {}

    static Optional<Diagnosis> of(Account account) {
        if (!account.anomaly().type().equals("G0")) return Optional.empty();
        var evidence = account.evidence();
        for (var one : evidence)
            for (var other : evidence) {
                if (one.equals(other)) continue;
                var under = replaced(account, one, other);
                var over = replaced(account, other, one);
                if (under.isPresent() && over.isPresent() && isTold(account, one) && isTold(account, other))
                    return Optional.of(tell(account, one, other, under.get(), over.get()));
            }
        return Optional.empty();
    }

    /** A key of which {@code later}'s value took the place of {@code earlier}'s. */
    private static Optional<Change> replaced(Account account, Deed earlier, Deed later) {
        return account.changes().stream()
                .filter(change -> Clues.steps(earlier).stream()
                        .filter(step -> !step.isRead() && Clues.isOf(change, step.key()))
                        .filter(step -> Words.json(step.value()).equals(change.before()))
                        .anyMatch(step -> Clues.written(later, step.key()).stream()
                                .anyMatch(value -> Words.json(value).equals(change.after()))))
                .findFirst();
    }

    /** Whether others were told of its writes, and no message had two of them. */
    private static boolean isTold(Account account, Deed deed) {
        var writes = Clues.steps(deed).stream().filter(step -> !step.isRead()).toList();
        var messages = account.letters().stream()
                .filter(letter -> letter.isBetweenNodes() && !letter.isAnswer() && letter.task() != null)
                .filter(letter ->
                        account.deedOf(letter.task()).filter(deed::equals).isPresent())
                .map(letter ->
                        writes.stream().filter(write -> isIn(write, letter)).count())
                .filter(count -> count > 0)
                .toList();
        return !messages.isEmpty() && messages.stream().allMatch(count -> count == 1);
    }

    private static boolean isIn(MicroOp write, Facts.Letter letter) {
        return Words.mentions(letter.body(), Words.json(write.key()))
                && Words.mentions(letter.body(), Words.json(write.value()));
    }

    private static Diagnosis tell(Account account, Deed one, Deed other, Change under, Change over) {
        var sent = account.letters().stream()
                .filter(letter -> letter.isBetweenNodes() && !letter.isAnswer() && letter.task() != null)
                .filter(letter -> account.deedOf(letter.task())
                        .filter(deed -> deed.equals(one) || deed.equals(other))
                        .isPresent())
                .toList();
        return new Diagnosis(
                        "writes told one by one",
                        "each write of a transaction went to the others in a message of its own"
                                + Words.at(sent.getFirst().place()) + ", and was installed by itself: "
                                + put(under) + ", and " + put(over) + ". So of two transactions one won one key and"
                                + " the other the other.",
                        ADVICE)
                .citing(one, other)
                .citing(under, over);
    }

    private static String put(Change change) {
        return change.node() + " put " + change.after() + " over " + change.before() + " in " + change.field()
                + Words.at(change.place());
    }
}
