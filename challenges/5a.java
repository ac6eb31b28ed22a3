///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN LogNode

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 5a: Logs on one node. Each key has a list, and a message's offset is its place in it.
 *
 * <p>A poll answers with a page of each log and costs no more however long the log is: who wants the rest polls again from
 * there. A committed offset only moves on, whoever commits, and in whatever order.
 */
final class LogNode extends Node {
    /** The most messages of one key in an answer. */
    private static final int PAGE = 1000;

    record Send(String key, JsonNode msg) implements Request<SendOk> {}

    record SendOk(long offset) {}

    record Poll(Map<String, Long> offsets) implements Request<PollOk> {}

    record PollOk(Map<String, List<Entry>> msgs) {}

    /** Written as {@code [offset, msg]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Entry(long offset, JsonNode msg) {}

    record CommitOffsets(Map<String, Long> offsets) implements Request<CommitOffsetsOk> {}

    record CommitOffsetsOk() {}

    record ListCommittedOffsets(List<String> keys) implements Request<ListCommittedOffsetsOk> {}

    record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

    // tag::handlers[]
    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    LogNode() {
        on(Send.class, m -> {
            var log = logs.computeIfAbsent(m.key(), key -> new ArrayList<>());
            log.add(new Entry(log.size(), m.msg()));
            return new SendOk(log.size() - 1);
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, page(logs.getOrDefault(key, List.of()), offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> committed.merge(key, offset, Math::max));
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            for (var key : m.keys()) if (committed.containsKey(key)) offsets.put(key, committed.get(key));
            return new ListCommittedOffsetsOk(offsets);
        });
    }
    // end::handlers[]

    // tag::page[]
    private static List<Entry> page(List<Entry> log, long offset) {
        int from = Math.clamp(offset, 0, log.size());
        return log.subList(from, Math.min(from + PAGE, log.size()));
    }
    // end::page[]

    void main() {
        serve();
    }
}
