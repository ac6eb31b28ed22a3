package bench.story;

import bench.story.Facts.Await;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import java.util.List;
import java.util.Optional;

/** Why was an operation refused, or not answered at all? */
final class Unanswered {
    private static final List<String> TYPES = List.of("unavailable", "never ok", "unanswered");
    private static final int CONFLICT = 22; // a compare-and-set that found another value
    private static final String DO_NOT_WAIT =
            "Who must always answer cannot wait for others: answer from what is there, and tell the others afterwards.";

    private final Account account;
    private final Deed deed;
    private final String server;

    private Unanswered(Account account, Deed deed) {
        this.account = account;
        this.deed = deed;
        this.server = deed.server();
    }

    static Optional<Diagnosis> of(Account account) {
        if (!TYPES.contains(account.anomaly().type()) || account.evidence().isEmpty()) return Optional.empty();
        return new Unanswered(account, account.evidence().getFirst()).diagnose();
    }

    private Optional<Diagnosis> diagnose() {
        var requests = account.requests(deed);
        if (requests.isEmpty()) return Optional.empty();
        var request = requests.getLast();
        var loss = account.lossOf(request);
        if (loss.isPresent())
            return Optional.of(new Diagnosis(
                    "down",
                    Words.clause(loss.get()) + ", so nobody answered.",
                    "Nobody can answer for a node that is down."));
        var handlers = account.handlers(deed);
        if (handlers.isEmpty()) return Optional.empty();
        var handler = handlers.getLast();
        return account.answerTo(request).map(answer -> refused(handler, answer)).orElseGet(() -> silent(handler));
    }

    private Optional<Diagnosis> refused(Task handler, Letter answer) {
        int code = answer.body().path("code").asInt(0);
        if (code == 10)
            return Optional.of(new Diagnosis(
                    "no handler",
                    server + " has no handler for this request.",
                    "A record that is a Request, and on(...) for it in the constructor, make one."));
        if (code == 13)
            return Optional.of(new Diagnosis(
                    "handler threw",
                    "the handler on " + server + " threw an exception"
                            + account.lastPlaceOf(handler).map(Words::at).orElse("") + ".",
                    "Its stack trace is in the node's log."));
        return overtaken(handler, answer)
                .or(() -> lastAwait(handler)
                        .map(await -> waiting(
                                await,
                                "it gave up after " + Words.time(answer.nanos() - handler.nanos())
                                        + " and answered with an error")));
    }

    /** A compare-and-set found that somebody else had been there since the value was read, and the client was told so. */
    private Optional<Diagnosis> overtaken(Task handler, Letter answer) {
        var asked = account.lettersBy(handler).stream()
                .filter(letter -> letter.isBetweenServers() && letter.body().has("msg_id"))
                .reduce((earlier, later) -> later)
                .filter(letter -> letter.body().path("type").asString("").equals("cas"));
        var refusal = asked.flatMap(account::answerTo)
                .filter(found -> found.body().path("code").asInt(0) == CONFLICT)
                .filter(found ->
                        account.arrivalsOf(found).stream().anyMatch(arrival -> arrival.position() < answer.position()));
        if (refusal.isEmpty()) return Optional.empty();
        var cas = asked.get();
        var key = cas.body().path("key");
        var other = account.letters().stream()
                .filter(letter -> letter.dest().equals(cas.dest())
                        && !letter.equals(cas)
                        && letter.body().path("key").equals(key)
                        && !letter.body().path("type").asString("").equals("read")
                        && letter.position() < refusal.get().position()
                        && account.answerTo(letter)
                                .filter(found -> found.position() > handler.position()
                                        && found.position() < refusal.get().position()
                                        && found.body()
                                                .path("type")
                                                .asString("")
                                                .endsWith("_ok"))
                                .isPresent())
                .reduce((earlier, later) -> later);
        return other.map(winner -> new Diagnosis(
                        "overtaken",
                        server + "'s compare-and-set of " + Words.value(key) + " in " + cas.dest()
                                + Words.at(cas.place()) + " failed, since "
                                + (winner.src().equals(server) ? "another request of its own" : winner.src())
                                + " had changed it meanwhile" + Words.at(winner.place())
                                + "; and " + server + " refused the client's request instead of trying again.",
                        "Who comes second must try again with what is there now; and who must always answer cannot"
                                + " let one place decide who comes first.")
                .citing(deed)
                .citing(winner, cas));
    }

    private Optional<Diagnosis> silent(Task handler) {
        var await = lastAwait(handler);
        return Optional.of(await.map(last -> waiting(last, "the client had gone before it could answer"))
                .orElseGet(() -> new Diagnosis(
                        "no answer sent",
                        "the handler on " + server + " came to its end without an answer"
                                + account.lastPlaceOf(handler).map(Words::at).orElse("") + ".",
                        "Every way through a handler must end with an answer.")));
    }

    private Optional<Await> lastAwait(Task handler) {
        return account.awaits().stream()
                .filter(await -> await.task().equals(handler))
                .reduce((earlier, later) -> later);
    }

    private Diagnosis waiting(Await await, String end) {
        var asked = account.lettersBy(await.task()).stream()
                .filter(letter -> letter.isBetweenServers() && letter.position() < await.position())
                .filter(letter -> letter.body().has("msg_id")) // it wants an answer
                .reduce((earlier, later) -> later);
        if (asked.isEmpty())
            return new Diagnosis(
                    "waits for nothing",
                    server + " waited" + Words.at(await.place()) + " for something that did not come; " + end + ".",
                    "Ask of each wait: who ends it, and what if they never do?");
        var letter = asked.get();
        var answers = account.repetitions(letter).stream()
                .flatMap(same -> account.answerTo(same).stream())
                .filter(account::arrived)
                .toList();
        boolean isRefusal = answers.stream()
                                .map(answer -> Words.answer(answer.body()))
                                .distinct()
                                .count()
                        == 1
                && answers.getFirst().body().path("type").asString("").equals("error");
        if (isRefusal && answers.size() > 1)
            return new Diagnosis(
                            "asks in vain",
                            server + " asked " + letter.dest() + " again and again" + Words.at(letter.place())
                                    + "; each time the answer was \""
                                    + Words.answer(answers.getFirst().body()) + "\".",
                            "Trying again helps only where something can change: do something about this error"
                                    + " instead.")
                    .citing(letter);
        var lost = account.lossOf(letter)
                .or(() -> account.answerTo(letter).flatMap(account::lossOf))
                .map(loss -> "; " + Words.clause(loss))
                .orElse("");
        return new Diagnosis(
                        "waits for others",
                        server + " answers only when " + letter.dest() + " has" + Words.at(await.place()) + lost
                                + ", and " + end + ".",
                        DO_NOT_WAIT)
                .citing(letter);
    }
}
