package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import bench.trace.Event;
import java.util.List;
import java.util.Optional;

/** Is the answer wrong by itself, whatever others do? */
final class Plain {
    private Plain() {}

    static Optional<Diagnosis> of(Account account) {
        if (account.evidence().isEmpty()) return Optional.empty();
        var deed = account.evidence().getLast();
        var handlers = account.handlers(deed);
        boolean alone = account.anomaly().type().equals("mismatch")
                ? handlers.stream()
                        .flatMap(task -> account.lettersBy(task).stream())
                        .noneMatch(Letter::isBetweenServers)
                : deed.isOk() && isCalm(account);
        if (handlers.isEmpty()) return Optional.empty();
        var handler = handlers.getFirst();
        if (!alone) return isUndisturbed(account, deed) ? Optional.of(tellSteps(account, deed)) : Optional.empty();
        return overlapping(account, handler).or(() -> Optional.of(tell(account, deed, handler)));
    }

    /** Whether there was one node only, and no fault. */
    private static boolean isCalm(Account account) {
        return account.letters().stream().noneMatch(Letter::isBetweenServers)
                && account.deeds().stream().map(Deed::server).distinct().count() == 1
                && isWithoutFault(account);
    }

    private static boolean isWithoutFault(Account account) {
        return account.events().stream()
                .noneMatch(event -> event instanceof Event.Began || event instanceof Event.Befell);
    }

    /** Whether one node, which asked only itself and a store that is always up to date, had only this one request at work. */
    private static boolean isUndisturbed(Account account, Deed deed) {
        var nodes = account.deeds().stream().map(Deed::server).distinct().toList();
        return deed.isOk()
                && nodes.size() == 1
                && isWithoutFault(account)
                && account.letters().stream()
                        .filter(Letter::isBetweenServers)
                        .allMatch(letter -> isOneOf(letter.src(), nodes) && isOneOf(letter.dest(), nodes))
                && account.deeds().stream()
                        .filter(other -> other.position() < deed.endPosition())
                        .allMatch(other -> other.equals(deed) || other.endPosition() < deed.position());
    }

    private static boolean isOneOf(String id, List<String> nodes) {
        return nodes.contains(id) || id.equals("lin-kv");
    }

    private static Diagnosis tellSteps(Account account, Deed deed) {
        var steps = account.letters().stream()
                .filter(letter -> letter.isBetweenServers() && !letter.isAnswer() && letter.task() != null)
                .filter(letter -> letter.position() < deed.endPosition())
                .filter(letter -> account.deedOf(letter.task()).isPresent())
                .toList();
        var place = steps.stream()
                .filter(letter ->
                        account.deedOf(letter.task()).filter(deed::equals).isPresent())
                .map(letter -> Words.at(letter.place()))
                .filter(at -> !at.isEmpty())
                .findFirst()
                .orElse("");
        return new Diagnosis(
                        "wrong by itself",
                        deed.server() + " made this answer by its own steps" + place
                                + ": no other request was at work, and no other node and no fault had a part in it.",
                        "Send this request alone, and compare each step and its answer with what you expect.")
                .citing(steps.stream().map(Letter::position).toList())
                .citing(deed);
    }

    private static Diagnosis tell(Account account, Deed deed, Task handler) {
        var place = account.lastPlaceOf(handler).map(Words::at).orElse("");
        boolean remembers =
                account.changes().stream().anyMatch(change -> change.node().equals(deed.server()));
        return new Diagnosis(
                        "wrong by itself",
                        deed.server() + " made this answer "
                                + (remembers ? "from the request and what it remembered" : "from the request alone")
                                + place + ": no other node and no fault had a part in it.",
                        "Call the handler with this request and nothing else, and follow it line by line.")
                .citing(account.changes().stream()
                        .filter(change -> !List.of().equals(change.after())) // nothing is in it yet
                        .filter(change -> change.position() < deed.endPosition()
                                && account.deedOf(change.task()).isPresent())
                        .map(Change::position)
                        .toList());
    }

    /** One request waits, and another changes what the first then answers from. */
    private static Optional<Diagnosis> overlapping(Account account, Task handler) {
        for (var await : account.awaits()) {
            if (!await.task().equals(handler)) continue;
            var between = account.changes().stream()
                    .filter(change -> change.node().equals(handler.node())
                            && !change.task().equals(handler)
                            && await.contains(change.position()))
                    .findFirst();
            var before = account.changesBy(handler);
            if (between.isPresent() && !before.isEmpty())
                return Optional.of(Overwritten.tell(
                        before.getFirst(), await, between.get(), "and the first request was answered from that"));
        }
        return Optional.empty();
    }
}
