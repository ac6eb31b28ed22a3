package bench.story;

import bench.story.Facts.Arrival;
import bench.story.Facts.Change;
import bench.story.Facts.Letter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Was one request carried out twice? */
final class Repeated {
    private static final String ADVICE =
            "A request may come more than once: give it an id and remember it, or let a second time change nothing.";

    private static final Set<String> OF_TWICE =
            Set.of("duplicated", "duplicate", "duplicate-elements", "inconsistent-offsets", "incompatible-order");

    private Repeated() {}

    static Optional<Diagnosis> of(Account account) {
        for (var letter : account.letters()) {
            if (!letter.isBetweenNodes() || letter.isAnswer()) continue;
            var arrivals = account.repetitions(letter).stream()
                    .flatMap(same -> account.arrivalsOf(same).stream())
                    .sorted(Comparator.comparing(Arrival::position))
                    .toList();
            for (int i = 1; i < arrivals.size(); i++) {
                var found = of(account, arrivals.get(i - 1), arrivals.get(i));
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnosis> of(Account account, Arrival first, Arrival second) {
        if (!isTheSame(account, first.letter(), second.letter())) return Optional.empty();
        for (var change : account.changesBy(first.task()))
            for (var again : account.changesBy(second.task()))
                if (again.field().equals(change.field()) && isTooMuch(account, first.letter(), change, again))
                    return Optional.of(tell(account, first, second, List.of(change, again)));
        return Optional.empty();
    }

    /** Whether what the second time did is what the anomaly has too much of. */
    private static boolean isTooMuch(Account account, Letter letter, Change change, Change again) {
        var clues = new Clues(account);
        var words = clues.words().stream().filter(word -> Words.mentions(letter.body(), word));
        if (clues.isOneOf(OF_TWICE)) return words.anyMatch(word -> isBroughtTwice(change, again, word));
        if (account.anomaly().type().equals("nonlinearizable"))
            return clues.isOfKey(again)
                    && words.anyMatch(word -> word.equals(change.after())
                            && word.equals(again.after())
                            && word.equals(
                                    Words.json(account.anomaly().evidence().value())));
        return isCountedTwice(clues, letter, change, again);
    }

    private static boolean isBroughtTwice(Change change, Change again, String word) {
        return Words.count(change.after(), word) > Words.count(change.before(), word)
                && Words.count(again.after(), word) > Math.max(1, Words.count(again.before(), word));
    }

    private static boolean isCountedTwice(Clues clues, Letter letter, Change change, Change again) {
        var numbers = Stream.of(change.before(), change.after(), again.before(), again.after())
                .map(Words::number)
                .toList();
        if (numbers.contains(null)) return false;
        long once = numbers.get(1) - numbers.get(0);
        long twice = numbers.get(3) - numbers.get(2);
        return once == twice && clues.lacksSuchAs(-twice) && Words.mentions(letter.body(), String.valueOf(twice));
    }

    /**
     * Two operations may ask for the same; one operation asks twice only when it tries again. What a timer says again and again
     * matters where all that was ever said counts, and not to one register or log.
     */
    private static boolean isTheSame(Account account, Letter first, Letter second) {
        if (first == second) return true;
        if (first.task() == null || second.task() == null) return false;
        var deed = account.deedOf(first.task());
        boolean matters = deed.isPresent() || account.anomaly().evidence().key() == null;
        return matters && deed.equals(account.deedOf(second.task()));
    }

    private static Diagnosis tell(Account account, Arrival first, Arrival second, List<Change> changes) {
        var letter = first.letter();
        var what = letter.dest() + " carried out " + letter.src() + "'s \"" + Words.content(letter.body()) + "\" twice"
                + Words.at(changes.getLast().place()) + ": ";
        if (letter == second.letter())
            return new Diagnosis("delivered twice", what + "the network delivered it twice.", ADVICE)
                    .citing(letter)
                    .citing(changes.toArray(Change[]::new));
        var answer = account.answerTo(letter);
        var why = answer.flatMap(account::lossOf).isPresent()
                ? "its first answer was lost, so " + letter.src() + " asked again."
                : answer.isPresent()
                        ? "its first answer was late, and " + letter.src() + " had asked again."
                        : letter.src() + " sent it again.";
        var diagnosis = new Diagnosis("done again", what + why, ADVICE)
                .citing(letter, second.letter())
                .citing(changes.toArray(Change[]::new));
        return answer.map(diagnosis::citing).orElse(diagnosis);
    }
}
