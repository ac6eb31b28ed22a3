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
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import node.Loop;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/**
 * 5b: Logs on several nodes. Each key has one owner, found by its hash, which keeps its log and its committed offset as the one
 * node of 5a does; the others pass on what is not theirs.
 *
 * <p>A message that is passed on and not answered may have been appended: the client is told just that (a timeout), and nobody
 * tries again. The network may deliver it twice all the same, so each has a name, by which the owner knows it as long as it keeps
 * the message itself. While a node cannot be reached its keys stand still: a poll leaves them out.
 */
final class LogNode extends Node {
    /** The most messages of one key in an answer. */
    private static final int PAGE = 1000;

    /** How long owners are asked, all at once: clients wait five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

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

    /** A send passed on to the owner. */
    record Append(String name, String key, JsonNode msg) implements Request<SendOk> {}

    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private final Map<String, SendOk> appended = new HashMap<>(); // by name

    LogNode() {
        // tag::send[]
        on(Send.class, m -> {
            if (owner(m.key()).equals(id())) return append(m.key(), m.msg());
            var name = id() + "-" + Long.toHexString(random().nextLong());
            return rpc(owner(m.key()), new Append(name, m.key(), m.msg()), PATIENCE);
        });
        on(Append.class, m -> appended.computeIfAbsent(m.name(), name -> append(m.key(), m.msg())));
        // end::send[]
        // tag::poll[]
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            atOwners(m.offsets(), (owner, part) -> {
                try {
                    if (owner.equals(id())) part.forEach((key, offset) -> msgs.put(key, page(key, offset)));
                    else msgs.putAll(rpc(owner, new Poll(part), PATIENCE).msgs());
                } catch (RpcError e) {
                    log("left out of a poll: " + part.keySet() + " of " + e.getMessage());
                }
            });
            return new PollOk(msgs);
        });
        // end::poll[]
        on(CommitOffsets.class, m -> {
            atOwners(m.offsets(), (owner, part) -> {
                if (owner.equals(id())) part.forEach((key, offset) -> committed.merge(key, offset, Math::max));
                else rpc(owner, new CommitOffsets(part), PATIENCE);
            });
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            m.keys().forEach(key -> offsets.put(key, committed.get(key))); // null where another node owns the key
            atOwners(offsets, (owner, part) -> {
                if (owner.equals(id())) return;
                var request = new ListCommittedOffsets(List.copyOf(part.keySet()));
                offsets.putAll(rpc(owner, request, PATIENCE).offsets());
            });
            offsets.values().removeIf(Objects::isNull);
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    /** Does {@code task} for each owner and its part of {@code offsets}, all at the same time. */
    private void atOwners(Map<String, Long> offsets, BiConsumer<String, Map<String, Long>> task) {
        var parts = new TreeMap<String, Map<String, Long>>();
        offsets.forEach((key, offset) ->
                parts.computeIfAbsent(owner(key), owner -> new TreeMap<>()).put(key, offset));
        var promises = new ArrayList<Loop.Await<Void>>();
        parts.forEach((owner, part) -> {
            Loop.Await<Void> done = promise();
            promises.add(done);
            go(() -> {
                try {
                    task.accept(owner, part);
                    done.complete(null);
                } catch (RuntimeException e) {
                    done.fail(e);
                }
            });
        });
        promises.forEach(Loop.Await::get);
    }

    // tag::owner[]
    private String owner(String key) {
        return nodes().get(Math.floorMod(key.hashCode(), nodes().size()));
    }

    private SendOk append(String key, JsonNode msg) {
        var log = logs.computeIfAbsent(key, k -> new ArrayList<>());
        log.add(new Entry(log.size(), msg));
        return new SendOk(log.size() - 1);
    }
    // end::owner[]

    private List<Entry> page(String key, long offset) {
        var log = logs.getOrDefault(key, List.of());
        int from = Math.clamp(offset, 0, log.size());
        var page = log.subList(from, Math.min(from + PAGE, log.size()));
        return List.copyOf(page); // the log may grow while the answer waits for other owners
    }

    void main() {
        serve();
    }
}
