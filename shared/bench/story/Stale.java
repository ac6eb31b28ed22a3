package bench.story;

import bench.story.Facts.Letter;
import java.util.Optional;

/** Was what a node answered true once, and no longer? */
final class Stale {
    private Stale() {}

    static Optional<Diagnosis> of(Account account) {
        var evidence = account.evidence();
        var value = account.anomaly().evidence().value();
        if (!account.anomaly().type().equals("nonlinearizable") || evidence.isEmpty() || value == null)
            return Optional.empty();
        var read = evidence.getLast();
        var word = Words.json(value);
        boolean askedNobody = account.handlers(read).stream()
                .flatMap(task -> account.lettersBy(task).stream())
                .noneMatch(Letter::isBetweenServers);
        if (!askedNobody) return Optional.empty();
        return account.changes().stream()
                .filter(change -> change.node().equals(read.server())
                        && change.position() < read.endPosition()
                        && word.equals(change.after()))
                .reduce((earlier, later) -> later)
                .map(change -> new Diagnosis(
                                "old copy",
                                read.server() + " answered " + word + " from its own " + change.field()
                                        + ", which it set at "
                                        + Words.time(account.sinceStart(change.nanos()))
                                        + Words.at(change.place()) + ", and asked nobody whether it still holds.",
                                "A copy is old as soon as another may write: ask whoever has the original, or let"
                                        + " writes reach all copies first.")
                        .citing(change)
                        .citing(account.deeds().stream()
                                .filter(deed -> deed.position() < read.position())
                                .map(Facts.Deed::position)
                                .toList()));
    }
}
