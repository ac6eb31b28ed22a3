package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import java.util.HashMap;
import java.util.Map;
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
                .flatMap(change -> twoOwners(account, read, change)
                        .or(() -> newer(account, read, change).map(newer -> oldCopy(account, read, change, newer))));
    }

    /** A write that came after this copy was made, and that something else than this node has, or has had. */
    private static Optional<Deed> newer(Account account, Deed read, Change copy) {
        var key = account.anomaly().evidence().key();
        return account.deeds().stream()
                .filter(deed -> deed.endPosition() > copy.position()
                        && deed.position() < read.endPosition()
                        && !deed.operation().isFailed()
                        && Clues.written(deed, key).stream()
                                .map(Words::json)
                                .anyMatch(word ->
                                        !word.equals(copy.after()) && isElsewhere(account, deed, word, read.server())))
                .reduce((earlier, later) -> later);
    }

    private static boolean isElsewhere(Account account, Deed deed, String word, String node) {
        boolean isKeptThere = account.changes().stream()
                .anyMatch(change -> !change.node().equals(node)
                        && Words.carries(change.after(), word)
                        && account.deedOf(change.task()).filter(deed::equals).isPresent());
        return isKeptThere
                || account.letters().stream()
                        .anyMatch(letter -> letter.isBetweenServers()
                                && !Facts.isNode(letter.dest())
                                && letter.task() != null
                                && account.arrived(letter)
                                && Words.mentions(letter.body(), word)
                                && account.deedOf(letter.task())
                                        .filter(deed::equals)
                                        .isPresent());
    }

    /** Two nodes changed the same register of theirs, and in both something said yes that is not always so. */
    private static Optional<Diagnosis> twoOwners(Account account, Deed read, Change kept) {
        int answered = account.requests(read).stream()
                .flatMap(request -> account.answerTo(request).stream())
                .map(Letter::position)
                .findFirst()
                .orElse(read.endPosition());
        var here = claims(account, read.server(), answered);
        return account.changes().stream()
                .filter(change -> change.field().equals(kept.field())
                        && !change.node().equals(kept.node())
                        && change.position() < answered)
                .flatMap(change -> claims(account, change.node(), answered).values().stream())
                .filter(there -> here.containsKey(there.field()) && there.position() > kept.position())
                .findFirst()
                .map(there -> twoOwners(account, read, kept, here.get(there.field()), there));
    }

    private static Diagnosis twoOwners(Account account, Deed read, Change kept, Change here, Change there) {
        return new Diagnosis(
                        "two owners",
                        "when " + read.server() + " answered " + kept.after() + " from its own " + kept.field()
                                + ", \"" + here.field() + "\" was true in two nodes: in " + since(account, here)
                                + " and in " + since(account, there) + ".",
                        "Before another takes over, the first must know that it is no longer the one: let its lease run"
                                + " out first, and never confirm one that has been replaced.")
                .citing(kept, here, there)
                .citing(read);
    }

    private static String since(Account account, Change claim) {
        return claim.node() + " since " + Words.time(account.sinceStart(claim.nanos())) + Words.at(claim.place());
    }

    /** What a node's fields that are true then became so by; by field. */
    private static Map<String, Change> claims(Account account, String node, int position) {
        var claims = new HashMap<String, Change>();
        for (var change : account.changes()) {
            if (!change.node().equals(node) || change.position() > position) continue;
            if (String.valueOf(change.after()).equals("true")) claims.put(change.field(), change);
            else claims.remove(change.field());
        }
        return claims;
    }

    private static Diagnosis oldCopy(Account account, Deed read, Change change, Deed newer) {
        return new Diagnosis(
                        "old copy",
                        read.server() + " answered " + change.after() + " from its own " + change.field()
                                + ", which it set at "
                                + Words.time(account.sinceStart(change.nanos()))
                                + Words.at(change.place()) + ", and asked nobody whether it still holds.",
                        "A copy is old as soon as another may write: ask whoever has the original, or let"
                                + " writes reach all copies first.")
                .citing(change)
                .citing(newer)
                .citing(account.deeds().stream()
                        .filter(deed -> deed.position() < read.position())
                        .map(Facts.Deed::position)
                        .toList());
    }
}
