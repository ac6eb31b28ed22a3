package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Letter;
import java.util.Optional;

/** Did what a node heard from another take the place of what it had itself, so that a part of a sum was lost? */
final class Merged {
    private Merged() {}

    static Optional<Diagnosis> of(Account account) {
        if (!account.anomaly().type().equals("wrong final read")) return Optional.empty();
        return account.changes().stream()
                .filter(change ->
                        change.task().cause() != null && change.task().cause().isBetweenNodes())
                .filter(change -> isNumber(change.before()) && isNumber(change.after()))
                .flatMap(change -> putBack(account, change).or(() -> replaced(change)).stream())
                .findFirst();
    }

    private static boolean isNumber(Object value) {
        return value instanceof String text && text.matches("-?\\d+") && !text.equals("0");
    }

    /** It has had this value before, and a message brings it back. */
    private static Optional<Diagnosis> putBack(Account account, Change change) {
        var letter = change.task().cause();
        return account.changes().stream()
                .filter(earlier -> earlier.position() < change.position()
                        && earlier.node().equals(change.node())
                        && earlier.field().equals(change.field())
                        && change.after().equals(earlier.before()))
                .reduce((earlier, later) -> later)
                .map(earlier -> new Diagnosis(
                                "put back",
                                change.node() + " had changed " + change.field() + " from " + earlier.before() + " to "
                                        + earlier.after() + Words.at(earlier.place()) + ", and " + letter.src()
                                        + "'s older word put it back" + Words.at(change.place()) + ".",
                                "A merge must know the newer from the older: greater is newer only where a value never"
                                        + " falls.")
                        .citing(earlier, change)
                        .citing(letter));
    }

    private static Optional<Diagnosis> replaced(Change change) {
        Letter letter = change.task().cause();
        if (!Words.mentions(letter.body(), String.valueOf(change.after()))) return Optional.empty();
        return Optional.of(new Diagnosis(
                        "replaced, not added",
                        change.node() + " had " + change.before() + " in " + change.field() + " and took "
                                + letter.src() + "'s "
                                + change.after() + " in its place" + Words.at(change.place())
                                + ": what each had counted by itself is in neither.",
                        "Keep what each node has counted apart, by node, and add it up when it is read.")
                .citing(change)
                .citing(letter));
    }
}
