package bench.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import node.Message;

/** What one client has asked and been told: shows answers that nobody asked for, which the client itself ignores. */
final class Correspondence {
    private final Map<Long, String> asked = new HashMap<>(); // whom, by message id
    private final Set<Long> answered = new HashSet<>();

    void sent(Message message) {
        if (message.msgId() != null) asked.put(message.msgId(), message.dest());
    }

    /** Notes what the client gets; gives what is wrong with it, or null. */
    String received(Message message) {
        var request = message.inReplyTo();
        if (request == null) return message.src() + " sent a client what is no answer";
        if (!message.src().equals(asked.get(request))) return message.src() + " answered a request that it was not asked";
        return answered.add(request) ? null : message.src() + " answered a request twice";
    }
}
