package bench.story;

import bench.checker.set.SetAction;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Loss;
import bench.trace.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Did a node never learn what another has acknowledged? */
final class NotTold {
    private static final String SEND_AGAIN =
            "A fault may outlast any deadline: send until it is acknowledged, or compare from time to time what both"
                    + " have.";
    private static final String REACH_ALL =
            "Each value must reach every node, whoever was told first: follow one on its way, node by node.";
    private static final String KEEP =
            "Forget what is to be told only when the one to be told has acknowledged exactly that.";

    private final Account account;
    private final Deed told;
    private final String reader;
    private final String word;

    private NotTold(Account account, Deed told, String reader, String word) {
        this.account = account;
        this.told = told;
        this.reader = reader;
        this.word = word;
    }

    static Optional<Diagnosis> of(Account account) {
        var evidence = account.evidence();
        var value = account.anomaly().evidence().value();
        return switch (account.anomaly().type()) {
            case "lost" ->
                evidence.size() < 2 || value == null || isOneNode(evidence)
                        ? Optional.empty()
                        : new NotTold(
                                        account,
                                        evidence.getFirst(),
                                        evidence.getLast().server(),
                                        Words.json(value))
                                .diagnose();
            case "wrong final read" ->
                account.deeds().stream()
                        .filter(deed -> deed.isOk()
                                && !deed.server().equals(evidence.getLast().server()))
                        .flatMap(deed ->
                                ofCounter(account, deed, evidence.getLast().server()).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static boolean isOneNode(List<Deed> evidence) {
        return evidence.getFirst().server().equals(evidence.getLast().server());
    }

    /** Did nothing of what {@code told}'s node sent for it to {@code reader} arrive? */
    private static Optional<Diagnosis> ofCounter(Account account, Deed told, String reader) {
        var attempts = account.letters().stream()
                .filter(letter -> letter.isBetweenNodes()
                        && !letter.isAnswer()
                        && letter.dest().equals(reader)
                        && letter.task() != null
                        && account.deedOf(letter.task()).filter(told::equals).isPresent()
                        && Words.mentions(letter.body(), String.valueOf(Clues.delta(told))))
                .toList();
        boolean isWhatIsMissing = new Clues(account).lacks(Clues.delta(told));
        if (!isWhatIsMissing || attempts.isEmpty() || attempts.stream().anyMatch(account::arrived))
            return Optional.empty();
        var word = "\"" + Words.content(attempts.getFirst().body()) + "\"";
        return Optional.of(new NotTold(account, told, reader, word).lost(attempts));
    }

    private Optional<Diagnosis> diagnose() {
        var carrying = account.letters().stream()
                .filter(letter -> letter.isBetweenNodes() && Words.mentions(letter.body(), word) && mayCarry(letter))
                .toList();
        var toReader =
                carrying.stream().filter(letter -> letter.dest().equals(reader)).toList();
        var arrived = toReader.stream().filter(account::arrived).findFirst();
        if (arrived.isPresent()) return notKept(arrived.get());
        if (!toReader.isEmpty()) return leftOut().or(() -> Optional.of(lost(toReader)));
        return forgotten().or(this::leftOut).or(() -> Optional.of(neverSent(carrying)));
    }

    /** Whether nodes keep what stands in messages of this type; in others the same word means something else. */
    private boolean mayCarry(Letter letter) {
        if (letter.isAnswer()) return true;
        var type = letter.body().path("type");
        var arrivals = account.letters().stream()
                .filter(other ->
                        other.isBetweenNodes() && other.body().path("type").equals(type))
                .flatMap(other -> account.arrivalsOf(other).stream())
                .toList();
        return arrivals.isEmpty()
                || arrivals.stream()
                        .anyMatch(arrival -> !account.changesBy(arrival.task()).isEmpty());
    }

    /** The reader asked one that had it, and the answer did not have it. */
    private Optional<Diagnosis> leftOut() {
        return account.letters().stream()
                .filter(letter -> letter.src().equals(reader)
                        && letter.dest().equals(told.server())
                        && letter.position() > told.endPosition())
                .filter(letter -> account.answerTo(letter)
                        .filter(account::arrived)
                        .filter(this::tellsWhatIsThere)
                        .isPresent())
                .findFirst()
                .map(letter -> new Diagnosis(
                                "left out",
                                reader + " asked " + told.server() + " for \"" + Words.content(letter.body()) + "\""
                                        + Words.at(letter.place()) + ", and the answer left " + word + " out.",
                                "How many, or the highest, tells nothing of those in between: say which ones are"
                                        + " there.")
                        .citing(told)
                        .citing(letter));
    }

    /** Whether it lists what was broadcast, or nothing, or says how much of that there is. */
    private boolean tellsWhatIsThere(Letter answer) {
        return answer.body().properties().stream()
                .filter(field -> !Words.isOfProtocol(field.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(value -> value.isArray() && areBroadcast(value) || value.isNumber() && isSize(answer, value));
    }

    private boolean areBroadcast(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .allMatch(value -> account.deeds().stream()
                        .anyMatch(deed -> deed.operation().action() instanceof SetAction.Broadcast(var broadcast)
                                && Words.json(broadcast).equals(value.asString(""))));
    }

    /** Whether the number is how many there are where the answer's sender keeps {@code word}. */
    private boolean isSize(Letter answer, JsonNode number) {
        return account.changes().stream()
                .anyMatch(change -> change.node().equals(answer.src())
                        && change.position() < answer.position()
                        && change.after() instanceof List<?> list
                        && list.contains(word)
                        && list.size() == number.asInt(-1));
    }

    private Diagnosis lost(List<Letter> attempts) {
        var last = attempts.getLast();
        var sent = last.src() + " sent " + word + " to " + reader + " ";
        var diagnosis = attempts.size() == 1 || isStillTrying(last)
                ? new Diagnosis(
                        "lost, never sent again",
                        sent + (attempts.size() == 1 ? "once" : attempts.size() + " times") + Words.at(last.place())
                                + "; "
                                + account.lossOf(last).map(Words::clause).orElse("it was still on its way at the end")
                                + ", and nobody sent it again"
                                + (attempts.size() == 1 ? "." : " before the run ended."),
                        SEND_AGAIN)
                : new Diagnosis(
                        "gave up",
                        sent + attempts.size() + " times, the last at "
                                + Words.time(account.sinceStart(last.nanos()))
                                + Words.at(last.place()) + ", and then gave up"
                                + account.lossOf(last).flatMap(this::end).orElse("") + ".",
                        SEND_AGAIN);
        return diagnosis
                .citing(told)
                .citing(attempts.stream().map(Letter::position).toList());
    }

    /** Whether its sender waits at the end of the run and may send it once more. */
    private boolean isStillTrying(Letter last) {
        return account.awaits().stream()
                .anyMatch(await -> await.task().equals(last.task()) && await.endPosition() == Integer.MAX_VALUE);
    }

    /** How much longer the fault lasted. */
    private Optional<String> end(Loss loss) {
        return account.events().stream()
                .filter(event -> event instanceof Event.Over(long time, var act) && act.equals(loss.act()))
                .findFirst()
                .map(over -> "; the fault lasted until " + Words.time(account.sinceStart(over.timeNanos())));
    }

    /** Whoever had it to pass on let go of it. */
    private Optional<Diagnosis> forgotten() {
        return account.changes().stream()
                .filter(change -> isForgotten(account, change, reader, word))
                .findFirst()
                .map(change -> new Diagnosis(
                                "forgotten too early",
                                change.node() + " took " + word + " out of " + change.field() + Words.at(change.place())
                                        + " before " + reader + " had it.",
                                KEEP)
                        .citing(told)
                        .citing(change)
                        .citing(whyThen(change)));
    }

    /**
     * Whether a node lets go of what it kept for {@code reader}, and nobody has sent that there. What it keeps for another is
     * told to that one, and may be forgotten then.
     */
    static boolean isForgotten(Account account, Change change, String reader, String word) {
        return Words.dropped(change, word)
                && Clues.isOf(change, reader)
                && account.letters().stream()
                        .noneMatch(letter -> letter.dest().equals(reader)
                                && letter.isBetweenNodes()
                                && Words.mentions(letter.body(), word))
                && account.changes().stream() // it may only be put from one place to another
                        .noneMatch(other -> other.node().equals(change.node())
                                && Clues.isOf(other, reader)
                                && Words.carries(other.after(), word)
                                && new Clues(account).isKept(other, word, Integer.MAX_VALUE));
    }

    /** The message that made it do so. */
    private List<Integer> whyThen(Change change) {
        var positions = new ArrayList<Integer>();
        var cause = change.task().cause();
        if (cause != null && cause.isBetweenNodes()) positions.add(cause.position());
        account.lettersBy(change.task()).stream()
                .filter(Letter::isBetweenNodes)
                .limit(2)
                .forEach(letter -> positions.add(letter.position()));
        return positions;
    }

    private Diagnosis neverSent(List<Letter> carrying) {
        var why = carrying.isEmpty()
                ? told.server() + " acknowledged " + word + " and told no other node of it."
                : told.server() + " told others of " + word + ", but nobody sent it on to " + reader + ".";
        return new Diagnosis("never sent", why, REACH_ALL)
                .citing(told)
                .citing(account.handlers(told).stream()
                        .flatMap(task -> account.changesBy(task).stream())
                        .limit(2)
                        .map(Change::position)
                        .toList())
                .citing(carrying.stream().limit(3).map(Letter::position).toList());
    }

    private Optional<Diagnosis> notKept(Letter letter) {
        var task = account.arrivalsOf(letter).getFirst().task();
        var kept = account.changes().stream()
                .filter(change -> change.node().equals(reader) && Words.carries(change.after(), word))
                .findFirst();
        boolean isAskedFor = account.lettersBy(task).stream().anyMatch(asked -> Words.mentions(asked.body(), word));
        if (kept.isEmpty() && isAskedFor) return Optional.empty(); // the letter told only that there is such a thing
        if (kept.isEmpty())
            return Optional.of(new Diagnosis(
                            "not kept",
                            reader + " was sent " + word + " by " + letter.src() + " and did not keep it"
                                    + account.lastPlaceOf(task).map(Words::at).orElse("") + ".",
                            "Look at what the receiver does with what it has not seen, or takes for seen.")
                    .citing(told)
                    .citing(letter));
        return account.changes().stream()
                .filter(change -> change.node().equals(reader)
                        && Words.dropped(change, word)
                        && !new Clues(account).isKept(reader, word, change.position()))
                .findFirst()
                .map(change -> new Diagnosis(
                                "overwritten",
                                reader + " had " + word + " in " + change.field() + " and lost it again"
                                        + Words.at(change.place()) + ".",
                                "Merge what comes into what is there; what replaces it forgets.")
                        .citing(told)
                        .citing(kept.get(), change)
                        .citing(whyThen(change)));
    }
}
