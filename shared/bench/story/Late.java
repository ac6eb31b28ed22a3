package bench.story;

import bench.checker.txn.MicroOp;
import bench.checker.txn.Txn;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import java.util.List;
import java.util.Optional;

/** Did what a transaction wrote take effect only after its client had been told that it has, or only elsewhere? */
final class Late {
    private static final String IN_TIME = "-(process|realtime)"; // of an order of operations

    private final Account account;

    private Late(Account account) {
        this.account = account;
    }

    static Optional<Diagnosis> of(Account account) {
        if (!account.anomaly().type().matches("lost-update|G-single.*|G-nonadjacent.*|G2.*|.*" + IN_TIME))
            return Optional.empty();
        var late = new Late(account);
        return account.evidence().stream()
                .filter(Deed::isOk)
                .flatMap(writer -> steps(writer).stream()
                        .filter(step -> !step.isRead())
                        .flatMap(write -> late.of(writer, write).stream()))
                .findFirst();
    }

    private static List<MicroOp> steps(Deed deed) {
        return deed.operation().action() instanceof Txn txn ? txn.txn() : List.of();
    }

    private Optional<Diagnosis> of(Deed writer, MicroOp write) {
        var first = bringing(write, null);
        if (first.isEmpty()) return Optional.empty();
        boolean isOfTime = account.anomaly().type().matches(".*" + IN_TIME);
        if (isOfTime && first.get().position() > writer.endPosition())
            return Optional.of(carriedOutLater(writer, write, first.get()));
        return account.evidence().stream()
                .filter(reader -> !reader.equals(writer) && readsWithout(reader, write))
                .flatMap(reader -> answering(reader).stream()
                        .filter(task -> task.position()
                                        > (isOfTime
                                                ? writer.endPosition()
                                                : first.get().position())
                                && !task.node().equals(first.get().node()))
                        .flatMap(task -> oldCopy(task, write, first.get(), isOfTime).stream()))
                .findFirst();
    }

    /** The change by which a node gets to have what was written; the first of any node where {@code node} is null. */
    private Optional<Change> bringing(MicroOp write, String node) {
        var word = Words.json(write.value());
        return account.changes().stream()
                .filter(change -> change.field().contains("[" + Words.json(write.key()) + "]")
                        && Words.carries(change.after(), word)
                        && !Words.carries(change.before(), word)
                        && (node == null || change.node().equals(node)))
                .findFirst();
    }

    private static boolean readsWithout(Deed reader, MicroOp write) {
        return steps(reader).stream()
                .anyMatch(step -> step.isRead()
                        && step.key().equals(write.key())
                        && !write.value().equals(step.value())
                        && !step.elements().contains(write.value()));
    }

    /** What answered {@code reader} from its own: the handler that asked nobody, or the one to which it passed all of it on. */
    private Optional<Task> answering(Deed reader) {
        var handlers = account.handlers(reader);
        if (handlers.size() != 1) return Optional.empty();
        var asked = asked(handlers.getFirst());
        if (asked.isEmpty()) return Optional.of(handlers.getFirst());
        if (asked.size() > 1) return Optional.empty();
        return account.arrivalsOf(asked.getFirst()).stream()
                .map(Facts.Arrival::task)
                .filter(task -> asked(task).isEmpty())
                .findFirst();
    }

    private List<Letter> asked(Task task) {
        return account.lettersBy(task).stream()
                .filter(letter -> letter.isBetweenServers() && !letter.isAnswer())
                .toList();
    }

    private Diagnosis carriedOutLater(Deed writer, MicroOp write, Change change) {
        return new Diagnosis(
                        "acknowledged before it took effect",
                        writer.server() + " acknowledged " + Words.json(write.value()) + " for key "
                                + Words.json(write.key()) + ", and " + change.node() + " put it in " + change.field()
                                + " only later, at " + Words.time(account.sinceStart(change.nanos()))
                                + Words.at(change.place())
                                + ": who looked in between did not see it, and what came later may stand before it.",
                        "Acknowledge what has taken effect: from then on clients rely on it.")
                .citing(account.evidence().toArray(Deed[]::new))
                .citing(change);
    }

    private Optional<Diagnosis> oldCopy(Task reader, MicroOp write, Change first, boolean isOfTime) {
        var there = bringing(write, reader.node());
        if (there.isPresent() && there.get().position() < reader.position()) return Optional.empty();
        var when = there.map(change ->
                        "got it only at " + Words.time(account.sinceStart(change.nanos())) + Words.at(change.place()))
                .orElse("never got it");
        var since = isOfTime ? "" : " since " + Words.time(account.sinceStart(first.nanos()));
        var acknowledged = isOfTime ? ", and it was acknowledged" : "";
        var diagnosis = new Diagnosis(
                        "old copy",
                        first.node() + " had " + Words.json(write.value()) + " for key " + Words.json(write.key())
                                + since + Words.at(first.place()) + acknowledged + "; " + reader.node() + " " + when
                                + ", and answered from its own copy without asking"
                                + " anybody.",
                        "A copy is old as soon as another may write: ask whoever has the original, or let writes"
                                + " reach all copies first.")
                .citing(account.evidence().toArray(Deed[]::new))
                .citing(first);
        return Optional.of(there.map(diagnosis::citing).orElse(diagnosis));
    }
}
