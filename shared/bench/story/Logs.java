package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import bench.trace.Event;
import bench.world.faults.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What became of a message that was sent to a log? */
final class Logs {
    private static final String KEEP_FIRST = "Acknowledge a message when it stands in its log, and keep it there.";
    private static final String SURELY_NOT =
            "Refuse only what surely has not been done. Who cannot know answers with an indefinite error, such as 0.";

    private final Account account;
    private final List<Deed> evidence;
    private final Object message;
    private final String word;

    private Logs(Account account, Object message) {
        this.account = account;
        this.evidence = account.evidence();
        this.message = message;
        this.word = Words.json(message);
    }

    static Optional<Diagnosis> of(Account account) {
        var message = account.anomaly().evidence().value();
        if (message == null || account.evidence().isEmpty()) return Optional.empty();
        var logs = new Logs(account, message);
        return switch (account.anomaly().type()) {
            case "lost-write", "unseen" -> logs.lost(logs.evidence.getFirst());
            case "phantom" -> logs.madeUp(logs.evidence.getLast());
            case "G1a" -> logs.evidence.size() < 2 ? Optional.empty() : logs.refused(logs.evidence.getLast());
            default -> Optional.empty();
        };
    }

    private static boolean isSend(Deed deed) {
        return deed.operation().invocation().f().equals("send");
    }

    private Optional<Diagnosis> lost(Deed send) {
        if (!isSend(send)) return Optional.empty();
        var kept = account.changes().stream()
                .filter(change -> brings(change) && isFor(change.task(), send))
                .toList();
        if (kept.isEmpty()) return notKept(send);
        var holders = new LinkedHashMap<String, Change>(); // by node and field, what has the message at the end
        Change last = null; // by which nobody had it any more
        for (var change : account.changes()) {
            var place = change.node() + " " + change.field();
            if (Words.carries(change.after(), word)) holders.put(place, change);
            else if (holders.remove(place) != null && holders.isEmpty()) last = change;
        }
        if (holders.isEmpty()) return takenOut(send, last);
        boolean isThere = account.events().stream()
                .noneMatch(event -> event instanceof Event.Began(long time, var act)
                        && act.effect() instanceof Effect.Crash(var node)
                        && holders.values().stream()
                                .anyMatch(change -> change.node().equals(node)));
        if (!isThere) return Optional.empty(); // what it had is gone
        return poll(send).flatMap(poll -> leftOut(send, poll, List.copyOf(holders.values())));
    }

    private boolean brings(Change change) {
        return Words.carries(change.after(), word) && !Words.carries(change.before(), word);
    }

    private boolean isFor(Task task, Deed deed) {
        return account.deedOf(task).filter(deed::equals).isPresent();
    }

    private Optional<Diagnosis> notKept(Deed send) {
        var carrying = account.letters().stream()
                .filter(letter -> letter.isBetweenServers()
                        && Words.mentions(letter.body(), word)
                        && letter.task() != null
                        && isFor(letter.task(), send))
                .toList();
        if (carrying.isEmpty())
            return account.handlers(send).stream()
                    .findFirst()
                    .map(handler -> new Diagnosis(
                                    "never kept",
                                    send.server() + " acknowledged " + word + " and kept it nowhere" + place(handler)
                                            + ".",
                                    KEEP_FIRST)
                            .citing(send));
        if (carrying.stream().anyMatch(account::arrived)) return Optional.empty();
        var last = carrying.getLast();
        return Optional.of(new Diagnosis(
                        "acknowledged too early",
                        last.src() + " acknowledged " + word + ", but its \"" + Words.content(last.body()) + "\" to "
                                + last.dest() + " never came there" + Words.at(last.place())
                                + account.lossOf(last)
                                        .map(loss -> ": " + Words.clause(loss))
                                        .orElse("")
                                + ".",
                        "Acknowledge a message only when whoever keeps it has said so; until then, send it again.")
                .citing(send)
                .citing(last));
    }

    private Optional<Diagnosis> takenOut(Deed send, Change last) {
        return Optional.ofNullable(last).map(change -> {
            var kept = account.changes().stream()
                    .filter(earlier -> earlier.position() < change.position()
                            && earlier.node().equals(change.node())
                            && earlier.field().equals(change.field())
                            && brings(earlier))
                    .reduce((earlier, later) -> later)
                    .orElse(change);
            return new Diagnosis(
                            "taken out again",
                            change.node() + " had " + word + " in " + change.field()
                                    + Words.at(kept.place()) + " and lost it again"
                                    + Words.at(change.place()) + ".",
                            KEEP_FIRST)
                    .citing(send)
                    .citing(kept, change);
        });
    }

    /** A poll that should have had it. */
    private Optional<Deed> poll(Deed send) {
        if (evidence.size() > 1) return Optional.of(evidence.getLast());
        return account.deeds().stream()
                .filter(deed -> deed.isOk()
                        && deed.operation().invocation().f().equals("poll")
                        && deed.position() > send.endPosition()
                        && !account.requests(deed).isEmpty())
                .reduce((earlier, later) -> later);
    }

    private Optional<Diagnosis> leftOut(Deed send, Deed poll, List<Change> holders) {
        var handler = account.handlers(poll).stream().findFirst();
        var answer = account.requests(poll).stream()
                .flatMap(request -> account.answerTo(request).stream())
                .findFirst();
        if (handler.isEmpty() || answer.isEmpty()) return Optional.empty();
        var other = sameWord(answer.get().body());
        if (other.isPresent())
            return Optional.of(new Diagnosis(
                            "another value",
                            poll.server() + " was sent " + Words.written(message) + " and gives " + other.get()
                                    + " instead" + place(handler.get()) + ".",
                            "A message may be any JSON value: keep it as it came.")
                    .citing(send, poll));
        return asked(handler.get(), poll)
                .flatMap(from -> holders.stream()
                        .filter(change -> change.node().equals(from.node()) && change.position() < from.position())
                        .findFirst()
                        .map(change -> new Diagnosis(
                                        "left out",
                                        change.node() + " had " + word + " in " + change.field()
                                                + Words.at(change.place()) + ", and its answer to \""
                                                + Words.content(from.cause().body()) + "\" left it out"
                                                + place(from) + ".",
                                        "Compare, for this request, what the answer should be made of with what it"
                                                + " is made of.")
                                .citing(send, poll)
                                .citing(change)));
    }

    /** Who made what a poll was answered with: the handler itself where it asked nobody, or the one that it asked. */
    private Optional<Task> asked(Task handler, Deed poll) {
        var questions = account.lettersBy(handler).stream()
                .filter(letter -> letter.isBetweenServers() && !letter.isAnswer())
                .toList();
        if (questions.isEmpty()) return Optional.of(handler);
        if (questions.size() > 1) return Optional.empty();
        return account.arrivalsOf(questions.getFirst()).stream().findFirst().map(Facts.Arrival::task);
    }

    /** A value that reads the same and is another. */
    private Optional<String> sameWord(JsonNode value) {
        if (!value.isContainer()) {
            boolean another = value.asString("").equals(word) && value.isString() != (message instanceof String);
            return another ? Optional.of(value.toString()) : Optional.empty();
        }
        for (var element : value) {
            var found = sameWord(element);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<Diagnosis> madeUp(Deed poll) {
        return account.changes().stream()
                .filter(this::brings)
                .filter(change -> change.position() < poll.endPosition())
                .filter(change ->
                        Words.number(change.after()) == null) // what is no more than a number may count something
                .findFirst()
                .map(change -> new Diagnosis(
                                "made up",
                                change.node() + " put " + word + ", which nobody had sent, in " + change.field()
                                        + Words.at(change.place()) + ".",
                                "What a client may see must come from a client: keep marks and free places apart.")
                        .citing(poll)
                        .citing(change));
    }

    private Optional<Diagnosis> refused(Deed send) {
        if (!isSend(send) || send.isOk()) return Optional.empty();
        var completion = send.operation().completion();
        var told = completion == null ? "" : " (" + Words.error(completion.error()) + ")";
        return account.changes().stream()
                .filter(change -> brings(change) && isFor(change.task(), send))
                .filter(change -> new Clues(account)
                        .isKept(change, word, evidence.getFirst().position())) // so that it could be polled
                .findFirst()
                .map(change -> new Diagnosis(
                                "refused and done",
                                change.node() + " put " + word + " in " + change.field() + Words.at(change.place())
                                        + ", and " + send.server() + " told the client that it had failed" + told
                                        + ".",
                                SURELY_NOT)
                        .citing(send)
                        .citing(change)
                        .citing(lostAnswers(change.task())));
    }

    /** Why it may have thought so. */
    private List<Integer> lostAnswers(Task task) {
        return Optional.ofNullable(task.cause())
                .filter(Letter::isBetweenServers)
                .flatMap(account::answerTo)
                .filter(answer -> account.lossOf(answer).isPresent())
                .map(answer -> List.of(task.cause().position(), answer.position()))
                .orElse(List.of());
    }

    private String place(Task task) {
        return account.lastPlaceOf(task).map(Words::at).orElse("");
    }
}
