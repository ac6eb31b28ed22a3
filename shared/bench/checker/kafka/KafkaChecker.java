package bench.checker.kafka;

import bench.checker.Checker;
import bench.checker.Findings;
import bench.checker.Tally;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Send;
import bench.history.History;
import bench.history.Operation;
import java.util.List;
import java.util.Set;

/**
 * Whether each acknowledged message was polled, once, by everybody in the same place and order. The errors are those of Jepsen's
 * {@code tests/kafka} that Maelstrom can meet (one send or poll an operation, keys assigned and not subscribed to), and each
 * fails the run; those that Jepsen lets pass after an empty poll are worth a warning. A message that nobody sent ends Jepsen's
 * analysis without a verdict; here it fails.
 */
public final class KafkaChecker implements Checker<KafkaAction> {
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public Set<String> anomalies() {
        return Set.of(
                "lost-write",
                "inconsistent-offsets",
                "duplicate",
                "phantom",
                "G1a",
                "G1c-realtime",
                "int-poll-skip",
                "int-nonmonotonic-poll",
                "poll-skip",
                "nonmonotonic-poll",
                "nonmonotonic-send",
                "unseen",
                "committed-offset-backwards",
                "committed-offset-beyond-end");
    }

    @Override
    public Findings check(History<KafkaAction> history) {
        var operations = history.operations();
        var logs = Log.in(history);
        var log = new LogErrors(logs);
        var delivery = new DeliveryErrors(operations, logs);
        var order = new OrderErrors(history, logs);
        var commit = new CommitErrors(history, operations, logs);
        var anomalies = Tally.anomalies(
                delivery.lostWrite,
                log.inconsistentOffsets,
                log.duplicate,
                delivery.phantom,
                delivery.abortedRead,
                delivery.readFromTheFuture,
                order.intPollSkip,
                order.intNonmonotonicPoll,
                order.pollSkip,
                order.nonmonotonicPoll,
                order.nonmonotonicSend,
                delivery.unseen,
                order.pollSkipBeyond,
                order.nonmonotonicPollBeyond,
                commit.backwards,
                commit.beyondEnd);
        return new Findings(anomalies, vacuous(operations), null, Lag.worstNanos(history) / NANOS_PER_MILLI);
    }

    private static String vacuous(List<Operation<KafkaAction>> operations) {
        boolean sent = false;
        boolean polled = false;
        for (var operation : operations) {
            if (!operation.isOk()) continue;
            sent |= operation.action() instanceof Send;
            polled |= operation.action() instanceof Poll poll
                    && poll.value().entries().values().stream().anyMatch(entries -> !entries.isEmpty());
        }
        if (!sent) return "no message was sent";
        return polled ? null : "no message was polled";
    }
}
