package bench.checker.kafka;

import bench.checker.Evidence;
import bench.checker.Tally;
import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Send;
import bench.history.History;
import bench.history.Op;
import bench.history.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Committed offsets that a client lists and that cannot be. Maelstrom does not look at them. A client's commits and what it was
 * told bind what it is told later: a committed offset only goes forward. And what was committed was polled, so it exists.
 */
final class CommitErrors {
    final Tally backwards = Tally.warns("committed-offset-backwards");
    final Tally beyondEnd = Tally.warns("committed-offset-beyond-end");
    private final Map<String, Log> logs;
    private final Set<String> keysOfUnknownEnd = new HashSet<>(); // a send of unknown outcome may have made them longer
    private final Map<Integer, Map<String, Known>> known = new HashMap<>(); // by process and key

    /** @param op what told the process that this offset, or a later one, is committed */
    private record Known(long offset, Op<KafkaAction> op) {
        Known max(Known other) {
            return other.offset > offset ? other : this;
        }
    }

    CommitErrors(History<KafkaAction> history, List<Operation<KafkaAction>> operations, Map<String, Log> logs) {
        this.logs = logs;
        for (var operation : operations)
            if (operation.isIndefinite() && operation.action() instanceof Send(var sent))
                keysOfUnknownEnd.add(sent.key());
        for (var op : history.ops()) if (op.type() == Op.Type.OK) follow(op);
    }

    private void follow(Op<KafkaAction> op) {
        var known = this.known.computeIfAbsent(op.process(), process -> new HashMap<>());
        if (op.action() instanceof Poll(var polled))
            polled.entries()
                    .forEach((key, entries) -> entries.stream()
                            .mapToLong(Entry::offset)
                            .max()
                            .ifPresent(last -> known.merge(key, new Known(last, op), Known::max)));
        if (op.action() instanceof Assign assign && assign.committed() != null)
            for (var key : assign.value())
                listed(op, known, key, assign.committed().getOrDefault(key, -1L));
    }

    private void listed(Op<KafkaAction> op, Map<String, Known> known, String key, long offset) {
        var before = known.get(key);
        if (before != null && offset < before.offset)
            backwards.add(
                    Evidence.of(before.op, op).ofKey(key).ofValue(offset),
                    () -> Tally.at(op) + " was told that " + (offset < 0 ? "no offset" : "offset " + offset)
                            + " of key " + key + " is committed, after offset " + before.offset + " had been");
        long end = logs.containsKey(key) ? logs.get(key).highestOffset() : -1;
        if (offset > end && !keysOfUnknownEnd.contains(key))
            beyondEnd.add(
                    Evidence.of(op).ofKey(key).ofValue(offset),
                    () -> Tally.at(op) + " was told that offset " + offset + " of key " + key + " is committed, and "
                            + (end < 0 ? "nothing was sent there" : "the last one is " + end));
        known.merge(key, new Known(offset, op), Known::max);
    }
}
