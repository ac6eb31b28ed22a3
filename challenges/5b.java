///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN LogNode

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/**
 * 5b: Logs on several nodes. Each key has one owner, found by its hash, which keeps its log and its committed offset as the one
 * node of 5a does; the others pass on what is not theirs.
 *
 * <p>A message that is passed on and not answered may have been appended: the client is told just that (a timeout), and nobody
 * tries again. The network may deliver it twice all the same, so each has a number, and the owner gives a repeated one the answer
 * that it gave before. While a node cannot be reached its keys stand still: a poll leaves them out.
 */
final class LogNode extends Node {
    /** The most messages of one key in an answer. */
    private static final int PAGE = 100;

    /** For all owners of one request together: clients wait five seconds, and are gone then. */
    private static final Duration TIME = Duration.ofSeconds(3);

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

    /**
     * A send passed on to the owner.
     *
     * @param sender one life of a node
     * @param number counts the sender's messages to all owners
     * @param oldestOpen the sender no longer waits for the numbers below
     */
    record Append(String key, JsonNode msg, String sender, long number, long oldestOpen) implements Request<SendOk> {}

    /** What an owner remembers of a sender: the answers that the sender may still wait for. */
    private static final class Window {
        private long oldestOpen;
        private final TreeMap<Long, SendOk> answers = new TreeMap<>();
    }

    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private final Map<String, Window> windows = new HashMap<>(); // by sender
    private final TreeSet<Long> open = new TreeSet<>();
    private String sender;
    private long lastNumber;

    LogNode() {
        whenInitialised(() -> sender = id() + "-" + Long.toHexString(random().nextLong()));
        on(Send.class, m -> owner(m.key()).equals(id()) ? append(m.key(), m.msg()) : passOn(m));
        on(Append.class, this::appendOnce);
        on(Poll.class, this::poll);
        on(CommitOffsets.class, m -> {
            var parts = byOwner(m.offsets());
            parts.forEach((owner, offsets) -> {
                if (owner.equals(id())) offsets.forEach((key, offset) -> committed.merge(key, offset, Math::max));
                else rpc(owner, new CommitOffsets(offsets), TIME.dividedBy(parts.size()));
            });
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var asked = new TreeMap<String, Long>();
            m.keys().forEach(key -> asked.put(key, committed.get(key)));
            var parts = byOwner(asked);
            var offsets = new TreeMap<String, Long>();
            parts.forEach((owner, part) -> {
                var request = new ListCommittedOffsets(List.copyOf(part.keySet()));
                offsets.putAll(
                        owner.equals(id())
                                ? part
                                : rpc(owner, request, TIME.dividedBy(parts.size()))
                                        .offsets());
            });
            offsets.values().removeIf(offset -> offset == null);
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    private String owner(String key) {
        return nodes().get(Math.floorMod(key.hashCode(), nodes().size()));
    }

    private Map<String, Map<String, Long>> byOwner(Map<String, Long> offsets) {
        var parts = new TreeMap<String, Map<String, Long>>();
        offsets.forEach((key, offset) ->
                parts.computeIfAbsent(owner(key), owner -> new TreeMap<>()).put(key, offset));
        return parts;
    }

    private SendOk append(String key, JsonNode msg) {
        var log = logs.computeIfAbsent(key, k -> new ArrayList<>());
        log.add(new Entry(log.size(), msg));
        return new SendOk(log.size() - 1);
    }

    private SendOk passOn(Send m) {
        long number = ++lastNumber;
        open.add(number);
        try {
            return rpc(owner(m.key()), new Append(m.key(), m.msg(), sender, number, open.first()), TIME);
        } finally {
            open.remove(number);
        }
    }

    private SendOk appendOnce(Append m) {
        var window = windows.computeIfAbsent(m.sender(), s -> new Window());
        window.oldestOpen = Math.max(window.oldestOpen, m.oldestOpen());
        window.answers.headMap(window.oldestOpen).clear();
        if (m.number() < window.oldestOpen) throw new RpcError(RpcError.TIMEOUT, "long answered, or given up");
        return window.answers.computeIfAbsent(m.number(), n -> append(m.key(), m.msg()));
    }

    private PollOk poll(Poll m) {
        var msgs = new TreeMap<String, List<Entry>>();
        var parts = byOwner(m.offsets());
        parts.forEach((owner, offsets) -> {
            try {
                if (owner.equals(id())) offsets.forEach((key, offset) -> msgs.put(key, page(key, offset)));
                else
                    msgs.putAll(rpc(owner, new Poll(offsets), TIME.dividedBy(parts.size()))
                            .msgs());
            } catch (RpcError e) {
                log("left out of a poll: " + offsets.keySet() + " of " + e.getMessage());
            }
        });
        return new PollOk(msgs);
    }

    private List<Entry> page(String key, long offset) {
        var log = logs.getOrDefault(key, List.of());
        int from = Math.clamp(offset, 0, log.size());
        return List.copyOf(
                log.subList(from, Math.min(from + PAGE, log.size()))); // the answer may wait for other owners
    }

    void main() {
        serve();
    }
}
