package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.trace.Event;
import bench.world.faults.Effect;
import java.util.List;
import java.util.Optional;

/** Was something acknowledged that only one node's memory held, and did that node crash? */
final class Crashed {
    private final Account account;
    private final Deed told;

    private Crashed(Account account, Deed told) {
        this.account = account;
        this.told = told;
    }

    static Optional<Diagnosis> of(Account account) {
        var value = account.anomaly().evidence().value();
        return switch (account.anomaly().type()) {
            case "lost", "lost-write", "unseen" ->
                value == null || account.evidence().isEmpty()
                        ? Optional.empty()
                        : new Crashed(account, account.evidence().getFirst()).diagnose(Words.json(value));
            case "wrong final read" ->
                account.deeds().stream()
                        .filter(deed -> new Clues(account).lacksSuchAs(Clues.delta(deed)))
                        .flatMap(deed -> new Crashed(account, deed).diagnose(null).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /** @param word what has to be in what was forgotten; null where all of it counts */
    private Optional<Diagnosis> diagnose(String word) {
        if (!told.isOk()) return Optional.empty();
        return account.handlers(told).stream()
                .flatMap(task -> account.changesBy(task).stream())
                .filter(change -> word == null || Words.carries(change.after(), word))
                .flatMap(change -> crashAfter(change).stream()
                        .filter(crash -> word == null || new Clues(account).isKept(change, word, crash))
                        .filter(crash -> keptToItself(change.node(), crash))
                        .map(crash -> tell(change, crash)))
                .findFirst();
    }

    private Optional<Integer> crashAfter(Change change) {
        for (int position = change.position() + 1; position < account.events().size(); position++)
            if (account.events().get(position) instanceof Event.Began(long time, var act)
                    && act.effect() instanceof Effect.Crash(var node)
                    && node.equals(change.node())
                    && position > told.endPosition()) return Optional.of(position);
        return Optional.empty();
    }

    /** Whether the node told nobody anything from when it was told until then; a read tells nothing. */
    private boolean keptToItself(String node, int crash) {
        return account.letters().stream()
                .filter(letter -> letter.isBetweenServers()
                        && letter.src().equals(node)
                        && letter.position() > told.position()
                        && letter.position() < crash
                        && !letter.body().path("type").asString("").equals("read"))
                .noneMatch(account::arrived);
    }

    private Diagnosis tell(Change change, int crash) {
        return new Diagnosis(
                        "forgot in a crash",
                        change.node() + " acknowledged what it had only in its memory, in " + change.field()
                                + Words.at(change.place()) + ", and crashed before anybody else had it.",
                        "Acknowledge what would survive you: store it first, or let others have it, and then"
                                + " answer.")
                .citing(told)
                .citing(change)
                .citing(List.of(crash));
    }
}
