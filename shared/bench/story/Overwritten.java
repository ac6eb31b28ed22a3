package bench.story;

import bench.story.Facts.Await;
import bench.story.Facts.Change;
import java.util.List;
import java.util.Optional;

/** Was what one handler wrote overwritten by another that had been awaiting meanwhile? */
final class Overwritten {
    static final String ADVICE =
            "While a handler awaits, others run: look again after an await, or keep what must not change in locals.";

    private Overwritten() {}

    static Optional<Diagnosis> of(Account account) {
        for (var await : account.awaits()) {
            var meanwhile = account.changes().stream()
                    .filter(change -> change.node().equals(await.task().node())
                            && !change.task().equals(await.task())
                            && await.contains(change.position()))
                    .toList();
            for (var change : account.changesBy(await.task()))
                for (var other : meanwhile)
                    if (change.position() > await.endPosition() && undoes(change, other))
                        return Optional.of(new Diagnosis(
                                        "overwritten between awaits",
                                        change.node() + " awaited" + Words.at(await.place())
                                                + ", meanwhile another request changed "
                                                + other.field() + Words.at(other.place())
                                                + ", and after the await that was overwritten"
                                                + Words.at(change.place()) + ".",
                                        ADVICE)
                                .citing(other, change));
        }
        return Optional.empty();
    }

    /** Whether {@code later} leaves nothing of what {@code earlier} brought. */
    private static boolean undoes(Change later, Change earlier) {
        if (!later.field().equals(earlier.field())) return false;
        if (earlier.after() instanceof List<?> || earlier.before() instanceof List<?>)
            return Words.gained(earlier).stream().anyMatch(word -> Words.dropped(later, word));
        return !sameWay(
                number(earlier.after()) - number(earlier.before()), number(later.after()) - number(later.before()));
    }

    /** Two that both count up, or both down, do so one after the other: nothing of it is lost. */
    private static boolean sameWay(double one, double other) {
        return one * other > 0;
    }

    private static double number(Object value) {
        return value instanceof String text && text.matches("-?\\d{1,18}") ? Long.parseLong(text) : Double.NaN;
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
