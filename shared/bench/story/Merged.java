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
                .flatMap(change -> putBack(account, change).or(() -> replaced(account, change)).stream())
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
                        && change.after().equals(earlier.before())
                        && new Clues(account)
                                .lacksSuchAs(Words.number(earlier.after()) - Words.number(earlier.before()))
                        && Words.mentions(letter.body(), String.valueOf(change.after())))
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

    /** It had counted there by itself, and what another had counted took the place of that. */
    private static Optional<Diagnosis> replaced(Account account, Change change) {
        Letter letter = change.task().cause();
        boolean isOfBoth = hasCounted(account, change.node(), change) && hasCounted(account, letter.src(), change);
        if (!isOfBoth
                || !Words.mentions(letter.body(), String.valueOf(change.after()))
                || !new Clues(account).lacksSuchAs(Words.number(change.before()))) return Optional.empty();
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

    /** Whether {@code node} added there what clients of its own asked for. */
    private static boolean hasCounted(Account account, String node, Change change) {
        return account.changes().stream()
                .filter(own -> own.node().equals(node)
                        && own.field().equals(change.field())
                        && own.position() < change.position()
                        && own.task().cause() != null
                        && Facts.isClient(own.task().cause().src()))
                .anyMatch(own -> account.deedOf(own.task()).map(Clues::delta).orElse(0L) != 0);
    }
}
