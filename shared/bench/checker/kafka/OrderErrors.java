package bench.checker.kafka;

import static bench.checker.Tally.at;
import static bench.checker.Tally.json;
import static bench.checker.Tally.seconds;

import bench.checker.Evidence;
import bench.checker.Tally;
import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Send;
import bench.checker.kafka.KafkaAction.Sent;
import bench.history.History;
import bench.history.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Polls and sends that do not follow the log: inside one poll ({@code int-}), and from one operation of a process to its next on
 * the same key, as long as the process stays assigned to it.
 */
final class OrderErrors {
    /**
     * The last message of a key that a process saw or sent.
     *
     * @param foundNothingSince whether it has polled the key since, and got an empty list of messages
     */
    private record Last(Object message, Op<KafkaAction> op, boolean foundNothingSince) {
        Last(Object message, Op<KafkaAction> op) {
            this(message, op, false);
        }

        Last andNothing() {
            return new Last(message, op, true);
        }
    }

    final Tally intPollSkip = Tally.fails("int-poll-skip");
    final Tally intNonmonotonicPoll = Tally.fails("int-nonmonotonic-poll");
    final Tally pollSkip = Tally.fails("poll-skip");
    final Tally nonmonotonicPoll = Tally.fails("nonmonotonic-poll");
    final Tally pollSkipBeyond = Tally.warns("poll-skip");
    final Tally nonmonotonicPollBeyond = Tally.warns("nonmonotonic-poll");
    final Tally nonmonotonicSend = Tally.fails("nonmonotonic-send");
    private final Map<String, Log> logs;
    private final Map<Integer, Map<String, Last>> polls = new HashMap<>(); // by process and key
    private final Map<Integer, Map<String, Last>> sends = new HashMap<>();

    OrderErrors(History<KafkaAction> history, Map<String, Log> logs) {
        this.logs = logs;
        for (var op : history.ops()) {
            boolean happened = op.type() == Op.Type.OK;
            boolean mayHaveHappened = op.type() == Op.Type.INFO;
            switch (op.action()) {
                case Poll(var polled) -> {
                    if (happened) polled.entries().forEach((key, entries) -> poll(op, key, entries));
                }
                case Send(var sent) -> {
                    if (happened || mayHaveHappened) send(op, sent);
                }
                case Assign assign -> {
                    if (happened || mayHaveHappened) assign(op.process(), assign.value());
                }
                case KafkaAction.Crash crash -> {}
            }
        }
    }

    private static Map<String, Last> of(Map<Integer, Map<String, Last>> lasts, int process) {
        return lasts.computeIfAbsent(process, p -> new HashMap<>());
    }

    private void assign(int process, List<String> keys) {
        of(polls, process).keySet().retainAll(keys);
        of(sends, process).keySet().retainAll(keys);
    }

    /**
     * Jepsen takes an empty list of messages for a new beginning, after which nothing is missed and nothing comes again. To us
     * it is no messages, so what does not follow those before it is worth a warning.
     */
    private void poll(Op<KafkaAction> op, String key, List<Entry> entries) {
        if (entries.isEmpty()) {
            of(polls, op.process()).computeIfPresent(key, (k, last) -> last.andNothing());
            return;
        }
        var log = logs.get(key);
        var last = of(polls, op.process()).put(key, new Last(entries.getLast().message(), op));
        if (last != null) follow(log, key, last, entries.getFirst().message(), op);
        for (int i = 1; i < entries.size(); i++) followInside(log, key, entries.get(i - 1), entries.get(i), op);
    }

    private void follow(Log log, String key, Last last, Object message, Op<KafkaAction> op) {
        int step = log.step(last.message, message);
        if (step == 1) return;
        var official = step > 1 ? pollSkip : nonmonotonicPoll;
        var beyond = step > 1 ? pollSkipBeyond : nonmonotonicPollBeyond;
        (last.foundNothingSince ? beyond : official)
                .add(
                        Evidence.of(last.op, op).ofKey(key).ofValue(message),
                        () -> at(last.op) + " polled key " + key + " up to " + json(last.message)
                                + (last.foundNothingSince ? ", then nothing, and then, at " : " and next, at ")
                                + seconds(op) + ", from " + json(message) + " on: " + because(step));
    }

    private void followInside(Log log, String key, Entry entry, Entry next, Op<KafkaAction> op) {
        int step = log.step(entry.message(), next.message());
        if (step == 1) return;
        (step > 1 ? intPollSkip : intNonmonotonicPoll)
                .add(
                        Evidence.of(op).ofKey(key).ofValue(next.message()),
                        () -> at(op) + " polled key " + key + " and got " + json(next.message()) + " right after "
                                + json(entry.message()) + ": " + because(step));
    }

    private void send(Op<KafkaAction> op, Sent sent) {
        var last = of(sends, op.process()).put(sent.key(), new Last(sent.message(), op));
        if (last == null || !logs.containsKey(sent.key())) return;
        int step = logs.get(sent.key()).step(last.message, sent.message());
        if (step < 1)
            nonmonotonicSend.add(
                    Evidence.of(last.op, op).ofKey(sent.key()).ofValue(sent.message()),
                    () -> at(last.op) + " sent " + json(last.message) + " to key " + sent.key() + " and then, at "
                            + seconds(op) + ", " + json(sent.message()) + ": " + because(step));
    }

    private static String because(int step) {
        if (step > 1) return step == 2 ? "one message is missing" : step - 1 + " messages are missing";
        return step == 0 ? "that is the same one" : "that one comes before it in the log";
    }
}
