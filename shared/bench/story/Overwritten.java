package bench.story;

import bench.story.Facts.Await;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Was what one handler wrote overwritten by another that had been awaiting meanwhile? Much changes while somebody awaits, and is
 * meant to: it is the cause only where what was lost is what the anomaly lacks.
 */
final class Overwritten {
    static final String ADVICE =
            "While a handler awaits, others run: look again after an await, or keep what must not change in locals.";

    private static final Set<String> OF_LOSS = Set.of("lost", "lost-write", "unseen");
    private static final Set<String> OF_ORDER = Set.of("lost-update", "incompatible-order", "nonlinearizable");

    private final Account account;
    private final Clues clues;

    private Overwritten(Account account) {
        this.account = account;
        this.clues = new Clues(account);
    }

    static Optional<Diagnosis> of(Account account) {
        var rule = new Overwritten(account);
        for (var await : account.awaits()) {
            var meanwhile = account.changes().stream()
                    .filter(change -> change.node().equals(await.task().node())
                            && !change.task().equals(await.task())
                            && await.contains(change.position()))
                    .toList();
            for (var change : account.changesBy(await.task()))
                for (var other : meanwhile)
                    if (change.position() > await.endPosition()
                            && change.field().equals(other.field())
                            && rule.isMissing(other, change)) return Optional.of(tell(await, other, change));
        }
        return Optional.empty();
    }

    /** Whether what the anomaly lacks is what {@code earlier} brought and {@code later} took away. */
    private boolean isMissing(Change earlier, Change later) {
        if (clues.isOneOf(OF_LOSS)) {
            var value = account.anomaly().evidence().value();
            return value != null && isGone(earlier, later, Words.json(value));
        }
        if (clues.isOneOf(OF_ORDER))
            return isWrittenOver(earlier, later)
                    || clues.isOfKey(later)
                            && clues.words().stream()
                                    .anyMatch(word -> brings(earlier, word)
                                            && Words.dropped(later, word)
                                            && isFromList(later)
                                            && !clues.isKept(later.node(), word, later.position()));
        return isNotCounted(earlier, later);
    }

    /** Its node has it no longer, or has it no longer for the one to be told, who never was. */
    private boolean isGone(Change earlier, Change later, String word) {
        if (!brings(earlier, word) || !Words.dropped(later, word)) return false;
        var evidence = account.evidence();
        boolean isOfItsNode = evidence.stream().map(Deed::server).anyMatch(later.node()::equals);
        return isOfItsNode && !clues.isKept(later.node(), word, later.position())
                || account.anomaly().type().equals("lost")
                        && evidence.size() > 1
                        && NotTold.isForgotten(
                                account, later, evidence.getLast().server(), word);
    }

    private static boolean brings(Change change, String word) {
        return Words.carries(change.after(), word) && !Words.carries(change.before(), word);
    }

    private static boolean isFromList(Change change) {
        return change.before() instanceof List<?>;
    }

    /** It is what would have been without the other, and that much is missing in a sum. */
    private boolean isNotCounted(Change earlier, Change later) {
        var before = Words.number(earlier.before());
        var added = Words.number(earlier.after());
        var last = Words.number(later.after());
        if (before == null || added == null || last == null || !earlier.after().equals(later.before())) return false;
        long own = account.deedOf(later.task()).map(Clues::delta).orElse(0L);
        return clues.lacks(added - before) && (last == 0 || own != 0 && last == before + own);
    }

    /** It was written because of what stood there before, and something else stood there by then. */
    private boolean isWrittenOver(Change earlier, Change later) {
        var deed = account.deedOf(later.task()).filter(Deed::isOk);
        var key = account.anomaly().evidence().key();
        if (deed.isEmpty()
                || key == null
                || !Clues.isOf(later, key)
                || !earlier.after().equals(later.before())) return false;
        var expected = Clues.expected(deed.get(), key);
        return expected != null
                && !Words.json(expected).equals(later.before())
                && Clues.written(deed.get(), key).stream()
                        .map(Words::json)
                        .anyMatch(word -> word.equals(later.after()));
    }

    private static Diagnosis tell(Await await, Change other, Change change) {
        return new Diagnosis(
                        "overwritten between awaits",
                        change.node() + " awaited" + Words.at(await.place()) + ", meanwhile another request changed "
                                + other.field() + Words.at(other.place())
                                + ", and after the await that was overwritten" + Words.at(change.place()) + ".",
                        ADVICE)
                .citing(other, change);
    }

    static Diagnosis tell(Change first, Await await, Change other, String effect) {
        return new Diagnosis(
                        "overwritten between awaits",
                        first.node() + " set " + first.field() + Words.at(first.place()) + " and awaited"
                                + Words.at(await.place()) + "; meanwhile another request set it too, " + effect + ".",
                        ADVICE)
                .citing(first, other);
    }
}
