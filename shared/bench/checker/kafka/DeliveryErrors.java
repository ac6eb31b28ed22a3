package bench.checker.kafka;

import bench.checker.Evidence;
import bench.checker.Tally;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Send;
import bench.history.Op;
import bench.history.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages that were acknowledged and not polled, and messages that were polled and should not have been. */
final class DeliveryErrors {
    private record Message(String key, Object message) {
        @Override
        public String toString() {
            return "message " + Tally.json(message) + " of key " + key;
        }

        Evidence evidence(Op<?>... lines) {
            return Evidence.of(lines).ofKey(key).ofValue(message);
        }
    }

    private record Polled(int place, Operation<KafkaAction> by) {
        Polled max(Polled other) {
            return other.place > place ? other : this;
        }
    }

    final Tally lostWrite = Tally.fails("lost-write");
    final Tally unseen = Tally.fails("unseen");
    final Tally abortedRead = Tally.fails("G1a");
    final Tally readFromTheFuture = Tally.fails("G1c-realtime");
    final Tally phantom = Tally.fails("phantom");
    private final Map<Message, Operation<KafkaAction>> sends = new LinkedHashMap<>();
    private final Map<Message, Operation<KafkaAction>> firstPolls = new HashMap<>();
    private final Map<String, Polled> bounds = new HashMap<>(); // by key, the last place that was polled

    DeliveryErrors(List<Operation<KafkaAction>> operations, Map<String, Log> logs) {
        for (var operation : operations)
            if (operation.action() instanceof Send(var sent))
                sends.put(new Message(sent.key(), sent.message()), operation);
        for (var operation : operations)
            if (operation.isOk() && operation.action() instanceof Poll(var polled))
                polled.entries().forEach((key, entries) -> {
                    for (var entry : entries) polled(operation, logs.get(key), new Message(key, entry.message()));
                });
        sends.forEach((message, send) -> {
            if (send.isOk() && !firstPolls.containsKey(message)) unpolled(message, send, logs.get(message.key));
        });
    }

    private void polled(Operation<KafkaAction> poll, Log log, Message message) {
        firstPolls.putIfAbsent(message, poll);
        bounds.merge(message.key, new Polled(log.firstPlace(message.message), poll), Polled::max);
        var send = sends.get(message);
        if (send == null)
            phantom.add(
                    message.evidence(poll.completion()),
                    () -> Tally.at(poll.completion()) + " polled " + message + ", which nobody had sent");
        else if (send.isFailed())
            abortedRead.add(
                    message.evidence(poll.completion(), send.completion()),
                    () -> Tally.at(poll.completion()) + " polled " + message + ", whose send by "
                            + Tally.at(send.completion()) + " had failed");
        else if (poll.completion().index() < send.invocation().index())
            readFromTheFuture.add(
                    message.evidence(poll.completion(), send.invocation()),
                    () -> Tally.at(poll.completion()) + " polled " + message + " before " + Tally.at(send.invocation())
                            + " sent it");
    }

    private void unpolled(Message message, Operation<KafkaAction> send, Log log) {
        unseen.add(
                message.evidence(send.completion()),
                () -> message + " was acknowledged to " + Tally.at(send.completion()) + " and never polled");
        int place = log.lastPlace(message.message);
        var bound = bounds.get(message.key);
        if (bound != null && place <= bound.place)
            lostWrite.add(
                    message.evidence(send.completion(), bound.by.completion()),
                    () -> message + ", acknowledged to " + Tally.at(send.completion()) + " with offset "
                            + log.offset(place) + ", was never polled, and offset " + log.offset(bound.place) + " was");
    }
}
