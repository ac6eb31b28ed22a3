///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/LogMessages.java
//MAIN LogNode

// run: 5b --time-limit 5 --rate 200 --faults loss
// caught for: G1a
// told: whose send by .* had failed
// seeds: 20
// look-alike: challenges/5b.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/**
 * A send that the leader does not answer is refused with a definite error. But a timeout is not definite: where only the
 * answer was lost the message is in the log, and polled.
 */
final class LogNode extends Node implements LogMessages {
    record Append(String key, JsonNode msg) implements Request<SendOk> {}

    record Fetch(Map<String, Integer> offsets) implements Request<PollOk> {}

    private final Map<String, List<Entry>> logs = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            try {
                return rpc(nodes().getFirst(), new Append(m.key(), m.msg()));
            } catch (RpcError e) {
                throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "the leader does not answer");
            }
        });
        on(Append.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(new Entry(log.size(), m.msg()));
            return new SendOk(log.size() - 1);
        });
        on(Poll.class, m -> rpc(nodes().getFirst(), new Fetch(m.offsets())));
        on(Fetch.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, from(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> new CommitOffsetsOk());
        on(ListCommittedOffsets.class, m -> new ListCommittedOffsetsOk(Map.of()));
    }

    private List<Entry> from(String key, int offset) {
        var log = logs.getOrDefault(key, List.of());
        return log.subList(Math.min(offset, log.size()), log.size());
    }

    void main() {
        serve();
    }
}
