package bench.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import node.Message;

/**
 * What one client has asked and been told. Maelstrom's clients look at nothing but the number of the request: whichever node
 * answers first has answered, and what comes later, or answers nothing, is dropped.
 */
final class Correspondence {
    private final Map<Long, String> asked = new HashMap<>(); // whom, by message id
    private final Set<Long> answered = new HashSet<>();

    void sent(Message message) {
        if (message.msgId() != null) asked.put(message.msgId(), message.dest());
    }

    /** Notes what the client gets; gives what is wrong with it. */
    Optional<Warning> received(Message message) {
        var request = message.inReplyTo();
        if (request == null)
            return Optional.of(new Warning("stray message", message.src() + " sent a client what is no answer"));
        if (!asked.containsKey(request))
            return Optional.of(new Warning("stray answer", message.src() + " answered a request that was never made"));
        return answered.add(request)
                ? Optional.empty()
                : Optional.of(new Warning("second answer", message.src() + " answered a request twice"));
    }

    /** The same answer from whom the client asked, which is whom a node takes answers from. */
    Message asAsked(Message answer) {
        return new Message(asked.getOrDefault(answer.inReplyTo(), answer.src()), answer.dest(), answer.body());
    }
}
