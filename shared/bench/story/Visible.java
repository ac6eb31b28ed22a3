package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import java.util.Optional;

/** Did a transaction see what another had written and not committed? */
final class Visible {
    private static final String ADVICE =
            "Keep a transaction's writes to itself until it is certain to commit, then install all of them in one"
                    + " step.";

    private Visible() {}

    static Optional<Diagnosis> of(Account account) {
        var evidence = account.evidence();
        var type = account.anomaly().type();
        if (!type.equals("G1a") && !type.equals("G1b") || evidence.size() < 2) return Optional.empty();
        var writer = evidence.get(1);
        return doneAndRefused(account, writer).or(() -> inNode(account, writer)).or(() -> inStore(account, writer));
    }

    /** The store did what it was asked, nobody heard of it in time, and a second try was told that it cannot be done. */
    private static Optional<Diagnosis> doneAndRefused(Account account, Deed writer) {
        for (var letter : account.letters()) {
            if (!isToStore(letter)
                    || letter.isAnswer()
                    || !account.deedOf(letter.task()).filter(writer::equals).isPresent()
                    || !isAnswered(account, letter, "ok")
                    || !isWrite(account, letter)) continue;
            for (var again : account.repetitions(letter))
                if (isUnanswered(account, letter, again) && isAnswered(account, again, "error"))
                    return Optional.of(doneAndRefused(account, writer, letter, again));
        }
        return Optional.empty();
    }

    /** Whether its sender had no answer yet when it asked again. */
    private static boolean isUnanswered(Account account, Letter letter, Letter again) {
        return again.position() > letter.position()
                && account.answerTo(letter).stream()
                        .flatMap(answer -> account.arrivalsOf(answer).stream())
                        .noneMatch(arrival -> arrival.position() < again.position());
    }

    /** Whether it is to put something into a store, which the store did. */
    private static boolean isWrite(Account account, Letter letter) {
        return (letter.body().has("value") || letter.body().has("to")) && isAnswered(account, letter, "ok");
    }

    private static boolean isAnswered(Account account, Letter request, String end) {
        return account.answerTo(request)
                .filter(answer -> answer.body().path("type").asString("").endsWith(end))
                .isPresent();
    }

    private static Diagnosis doneAndRefused(Account account, Deed writer, Letter first, Letter again) {
        var answer = account.answerTo(first).orElseThrow();
        var late = account.arrived(answer) ? "came too late" : "did not come";
        return new Diagnosis(
                        "done and refused",
                        first.dest() + " did what " + first.src() + " asked, but the answer " + late + "; "
                                + first.src() + " asked the same again" + Words.at(again.place())
                                + ", which could not be done any more, and told the client that nothing was ("
                                + Words.error(writer.operation().completion().error()) + ").",
                        "After no answer a refusal of the second try says nothing of the first: look whether it was"
                                + " done, or answer with an indefinite error, such as 0.")
                .citing(first, answer, again)
                .citing(writer);
    }

    private static Optional<Diagnosis> inNode(Account account, Deed writer) {
        var key = Words.json(account.anomaly().evidence().key());
        var word = Words.json(account.anomaly().evidence().value());
        return account.changes().stream()
                .filter(change -> Words.holds(change.after(), word)
                        && change.field().contains("[" + key + "]")
                        && isFor(account, change, writer)
                        && isSeen(account, change, word))
                .findFirst()
                .map(change -> new Diagnosis(
                                "visible before commit",
                                change.node() + " put " + word + " in " + change.field() + Words.at(change.place())
                                        + outcome(account, writer),
                                ADVICE)
                        .citing(change));
    }

    /** Whether it is there still when the one that should not see it looks. */
    private static boolean isSeen(Account account, Change change, String word) {
        var reader = account.evidence().getFirst();
        return change.position() < reader.endPosition() && new Clues(account).isKept(change, word, reader.position());
    }

    private static boolean isFor(Account account, Change change, Deed writer) {
        return account.deedOf(change.task()).filter(writer::equals).isPresent();
    }

    private static Optional<Diagnosis> inStore(Account account, Deed writer) {
        var key = Words.json(account.anomaly().evidence().key());
        var word = Words.json(account.anomaly().evidence().value());
        return account.letters().stream()
                .filter(letter -> isToStore(letter)
                        && isWrite(account, letter)
                        && Words.mentions(letter.body(), word)
                        && Words.mentions(letter.body(), key)
                        && account.deedOf(letter.task()).filter(writer::equals).isPresent())
                .findFirst()
                .map(letter -> new Diagnosis(
                                "visible before commit",
                                letter.src() + " wrote " + word + " to " + letter.dest() + Words.at(letter.place())
                                        + outcome(account, writer),
                                ADVICE)
                        .citing(letter));
    }

    private static boolean isToStore(Letter letter) {
        return letter.isBetweenServers() && !Facts.isNode(letter.dest()) && letter.task() != null;
    }

    private static String outcome(Account account, Deed writer) {
        var completion = writer.operation().completion();
        return account.anomaly().type().equals("G1b")
                ? " while the transaction had still another value to write there, and others could see it."
                : " before it was certain to commit. It did not ("
                        + (completion == null ? "no answer" : Words.error(completion.error()))
                        + "), and the write stayed.";
    }
}
