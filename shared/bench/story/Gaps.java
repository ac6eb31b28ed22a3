package bench.story;

import bench.checker.kafka.KafkaAction;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Did a poll show what stands behind a place that was to be filled only later? */
final class Gaps {
    private static final Set<String> TYPES = Set.of("int-poll-skip", "poll-skip");
    private static final String ADVICE =
            "Show a message only when nothing can come to stand before it any more: who has read on never comes back.";

    private final Account account;
    private final String key;
    private final Deed poll;

    private Gaps(Account account, String key, Deed poll) {
        this.account = account;
        this.key = key;
        this.poll = poll;
    }

    static Optional<Diagnosis> of(Account account) {
        if (!TYPES.contains(account.anomaly().type()) || account.evidence().isEmpty()) return Optional.empty();
        var key = (String) account.anomaly().evidence().key();
        var gaps = new Gaps(account, key, account.evidence().getLast());
        return account.deeds().stream()
                .filter(gaps::isMissing)
                .flatMap(send -> gaps.inNode(send).or(() -> gaps.inStore(send)).stream())
                .findFirst();
    }

    /** Whether {@code deed} sent what the anomaly misses: at an offset between those of two messages that were polled in turn. */
    private boolean isMissing(Deed deed) {
        return deed.isOk()
                && deed.operation().action() instanceof KafkaAction.Send(var sent)
                && sent.key().equals(key)
                && sent.offset() != null
                && sent.offset() > before()
                && sent.offset() < after();
    }

    private List<KafkaAction.Entry> polled(Deed deed) {
        return deed.operation().action() instanceof KafkaAction.Poll(var polled) && polled.entries() != null
                ? polled.entries().getOrDefault(key, List.of())
                : List.of();
    }

    /** The offset of the message that showed the gap. */
    private long after() {
        var value = account.anomaly().evidence().value();
        return polled(poll).stream()
                .filter(entry -> entry.message().equals(value))
                .mapToLong(KafkaAction.Entry::offset)
                .findFirst()
                .orElse(Long.MIN_VALUE);
    }

    /** The offset of the one polled right before it. */
    private long before() {
        long after = after();
        return account.evidence().stream()
                .flatMap(deed -> polled(deed).stream())
                .mapToLong(KafkaAction.Entry::offset)
                .filter(offset -> offset < after)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    private static String message(Deed send) {
        return Words.json(((KafkaAction.Send) send.operation().action()).value().message());
    }

    /** The node that was polled got the message only when it had shown those behind it. */
    private Optional<Diagnosis> inNode(Deed send) {
        var word = message(send);
        var handlers = account.handlers(poll).stream() // of the poll, not of the commit that may follow it
                .filter(task -> task.cause().body().path("type").asString("").equals("poll"))
                .toList();
        if (handlers.size() != 1 || asks(handlers.getFirst()).isPresent()) return Optional.empty();
        var comings = account.changes().stream()
                .filter(change -> Clues.isOf(change, key) && brings(change, word))
                .toList();
        var there = comings.stream()
                .filter(change -> change.node().equals(poll.server()))
                .findFirst();
        boolean isLate = there.filter(
                        change -> change.position() > handlers.getFirst().position())
                .isPresent();
        if (!isLate) return Optional.empty();
        var next = Words.json(account.anomaly().evidence().value());
        var nextThere = account.changes().stream()
                .filter(change -> change.node().equals(poll.server())
                        && Clues.isOf(change, key)
                        && brings(change, next)
                        && change.position() < poll.endPosition())
                .findFirst();
        return nextThere.map(shown -> tell(poll.server() + " showed " + next + " of key " + key + " while " + word
                        + ", which stands before it, was still on its way there: it came only at "
                        + Words.time(account.sinceStart(there.get().nanos()))
                        + Words.at(there.get().place())
                        + ", and who polled in between has passed its place.")
                .citing(send, poll)
                .citing(shown, there.get()));
    }

    private static boolean brings(Change change, String word) {
        return Words.carries(change.after(), word) && !Words.carries(change.before(), word);
    }

    private Optional<Letter> asks(Task task) {
        return account.lettersBy(task).stream()
                .filter(letter -> letter.isBetweenServers() && !letter.isAnswer())
                .findFirst();
    }

    /** The poll found nothing at the message's place in a store, and answered with what is behind it. */
    private Optional<Diagnosis> inStore(Deed send) {
        var word = message(send);
        for (var written : account.letters()) {
            if (!isStep(written, "write", send) || !Words.mentions(written.body(), word)) continue;
            for (var read : account.letters())
                if (isStep(read, "read", poll)
                        && read.dest().equals(written.dest())
                        && read.body().path("key").equals(written.body().path("key"))
                        && findsNothing(read, written)) return Optional.of(inStore(send, word, read, written));
        }
        return Optional.empty();
    }

    private boolean isStep(Letter letter, String type, Deed deed) {
        return letter.body().path("type").asString("").equals(type)
                && letter.isBetweenServers()
                && !Facts.isNode(letter.dest())
                && letter.task() != null
                && account.deedOf(letter.task()).filter(deed::equals).isPresent();
    }

    private boolean findsNothing(Letter read, Letter written) {
        return account.answerTo(read)
                .filter(answer -> answer.body().path("type").asString("").equals("error"))
                .filter(answer -> account.arrivalsOf(written).stream()
                        .anyMatch(arrival -> arrival.position() > answer.position()))
                .isPresent();
    }

    private Diagnosis inStore(Deed send, String word, Letter read, Letter written) {
        var place = Words.value(written.body().path("key"));
        return tell(poll.server() + " found nothing at " + place + " in " + read.dest() + Words.at(read.place())
                        + " and showed what is behind it; " + written.src() + ", which had taken that place, wrote "
                        + word + " there only then" + Words.at(written.place()) + ".")
                .citing(send, poll)
                .citing(read, written);
    }

    private static Diagnosis tell(String why) {
        return new Diagnosis("polled past a gap", why, ADVICE);
    }
}
