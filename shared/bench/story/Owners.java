package bench.story;

import bench.checker.kafka.KafkaAction;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Do two nodes each keep what only one of them should? */
final class Owners {
    private static final String ONE_DECIDES =
            "For each key one node must decide at a time: let all find the same owner, by what all agree on.";

    private static final Set<String> OF_ORDER =
            Set.of("nonmonotonic-send", "poll-skip", "int-poll-skip", "nonmonotonic-poll", "int-nonmonotonic-poll");

    private Owners() {}

    static Optional<Diagnosis> of(Account account) {
        var key = account.anomaly().evidence().key();
        if (key == null) return Optional.empty();
        if (OF_ORDER.contains(account.anomaly().type())) return sharedOut(account, key);
        if (!account.anomaly().type().equals("inconsistent-offsets")) return Optional.empty();
        return account.evidence().stream()
                .flatMap(one -> account.evidence().stream()
                        .filter(other -> !other.equals(one))
                        .flatMap(other -> giveOut(account, one, other, key).stream()))
                .findFirst();
    }

    /** Two nodes each put one of the messages into a log, and neither had the other's by then. */
    private static Optional<Diagnosis> giveOut(Account account, Deed one, Deed other, Object key) {
        var clues = new Clues(account);
        for (var here : bringing(account, one, key))
            for (var there : bringing(account, other, key)) {
                int last = Math.max(here.position(), there.position());
                if (!here.node().equals(there.node())
                        && here.field().equals(there.field())
                        && !clues.isKept(here.node(), message(other, key), last)
                        && !clues.isKept(there.node(), message(one, key), last))
                    return Optional.of(tell(here, there, " and give out its offsets."));
            }
        return Optional.empty();
    }

    /** Where the message that {@code deed} sends comes into a log. */
    private static List<Change> bringing(Account account, Deed deed, Object key) {
        var message = message(deed, key);
        return account.changes().stream()
                .filter(change -> message != null
                        && Clues.isOf(change, key)
                        && Words.carries(change.after(), message)
                        && !Words.carries(change.before(), message)
                        && account.deedOf(change.task()).filter(deed::equals).isPresent())
                .toList();
    }

    private static String message(Deed deed, Object key) {
        return Clues.written(deed, key).stream().map(Words::json).findFirst().orElse(null);
    }

    /** Each message of a log is on one node only, and not all on the same. */
    private static Optional<Diagnosis> sharedOut(Account account, Object key) {
        Map<String, Change> holders = new LinkedHashMap<>(); // by node, the first message that it got
        for (var message : messages(account, key)) {
            var word = Words.json(message);
            var got = account.changes().stream()
                    .filter(change -> Clues.isOf(change, key)
                            && Words.carries(change.after(), word)
                            && !Words.carries(change.before(), word))
                    .toList();
            if (got.stream().map(Change::node).distinct().count() != 1) return Optional.empty();
            holders.putIfAbsent(got.getFirst().node(), got.getFirst());
        }
        if (holders.size() < 2) return Optional.empty();
        var both = List.copyOf(holders.values());
        return Optional.of(tell(
                both.getFirst(),
                both.get(1),
                ", and neither knows how far the other has come: the offsets of one may"
                        + " be below what the other has given out."));
    }

    private static List<Object> messages(Account account, Object key) {
        return account.deeds().stream()
                .filter(Facts.Deed::isOk)
                .map(deed -> deed.operation().action())
                .filter(KafkaAction.Send.class::isInstance)
                .map(action -> ((KafkaAction.Send) action).value())
                .filter(sent -> sent.key().equals(key))
                .map(KafkaAction.Sent::message)
                .toList();
    }

    private static Diagnosis tell(Change one, Change other, String what) {
        return new Diagnosis(
                        "two owners",
                        one.node() + " and " + other.node() + " each append to a " + one.field() + " of their own"
                                + Words.at(other.place()) + what,
                        ONE_DECIDES)
                .citing(one, other);
    }
}
