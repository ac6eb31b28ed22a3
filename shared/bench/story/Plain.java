package bench.story;

import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import java.util.Optional;

/** Is the answer wrong by itself, whatever others do? */
final class Plain {
    private Plain() {}

    static Optional<Diagnosis> of(Account account) {
        if (!account.anomaly().type().equals("mismatch")) return Optional.empty();
        var deed = account.evidence().getFirst();
        var handlers = account.handlers(deed);
        boolean alone = handlers.stream()
                .flatMap(task -> account.lettersBy(task).stream())
                .noneMatch(Letter::isBetweenServers);
        if (handlers.isEmpty() || !alone) return Optional.empty();
        return overlapping(account, handlers.getFirst()).or(() -> {
            var server = deed.server();
            var place = account.lastPlaceOf(handlers.getFirst()).map(Words::at).orElse("");
            boolean remembers =
                    account.changes().stream().anyMatch(change -> change.node().equals(server));
            return Optional.of(new Diagnosis(
                    "wrong by itself",
                    server + " made this answer "
                            + (remembers ? "from the request and what it remembered" : "from the request alone") + place
                            + ": no other node and no fault had a part in it.",
                    "Call the handler with this request and nothing else, and follow it line by line."));
        });
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
