///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN LogNode

// idea: total order by Lamport time, and polls show all that is here
// source: a sketch of 5c.java
// run: 5c --time-limit 5
// caught for: int-poll-skip
// seeds: 3

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * 5c.java without its stable prefix: a poll shows all that is here, also what lies behind a message that is still under way
 * from the other node. One line is gone, and with it the log: the earlier message comes, is stored in its place, and whoever
 * has polled past it never sees it.
 *
 * <p>Messages are as few as in 5c.java and shown at once, which is what tempts.
 */
final class LogNode extends Node {
    /** How long a message may wait to be exchanged, for the sake of few messages: it is seen after one period or two. */
    private static final Duration PERIOD = Duration.ofMillis(150);

    private static final int PAGE = 100; // the most messages of one key in an answer
    private static final int BATCH = 1000; // the most events in an exchange

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

    /** A message or a committed offset that a node took. No two of a node have the same Lamport time. */
    record Event(long time, boolean isCommit, String key, long offset, JsonNode msg) {}

    /**
     * What one node tells another, and is told in return.
     *
     * @param heard the other's promise: its events up to this time are here
     * @param events the teller's that the other has not acknowledged
     * @param promise what the teller has not told by now has a later time
     */
    record News(long heard, List<Event> events, long promise) implements Request<News> {}

    private final Map<String, TreeMap<Long, JsonNode>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private final Map<String, List<Event>> outboxes = new HashMap<>(); // what a peer has not acknowledged
    private final Map<String, Long> heard = new HashMap<>(); // a peer's promise
    private long clock;

    LogNode() {
        whenInitialised(() -> peers().forEach(peer -> {
            outboxes.put(peer, new ArrayList<>());
            heard.put(peer, 0L);
            every(PERIOD, () -> exchange(peer));
        }));
        on(Send.class, m -> {
            var offset = ++clock * nodes().size() + nodes().indexOf(id());
            take(new Event(clock, false, m.key(), offset, m.msg()));
            return new SendOk(offset);
        });
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, page(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> {
                if (offset > committed.getOrDefault(key, -1L))
                    take(new Event(++clock, true, key, offset, NullNode.instance));
            });
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            for (var key : m.keys()) if (committed.containsKey(key)) offsets.put(key, committed.get(key));
            return new ListCommittedOffsetsOk(offsets);
        });
        on(News.class, (news, from) -> {
            learn(from, news);
            return newsFor(from);
        });
    }

    private void take(Event event) {
        apply(event);
        outboxes.values().forEach(outbox -> outbox.add(event));
    }

    private void apply(Event event) {
        if (event.isCommit()) committed.merge(event.key(), event.offset(), Math::max);
        else logs.computeIfAbsent(event.key(), key -> new TreeMap<>()).put(event.offset(), event.msg());
    }

    private List<Entry> page(String key, long offset) {
        return logs.getOrDefault(key, new TreeMap<>()).tailMap(offset).entrySet().stream()
                .limit(PAGE)
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Once a period: where the peer does not answer, the next one is the next try. */
    private void exchange(String peer) {
        if (outboxes.get(peer).isEmpty() && heard.get(peer) == clock) return; // neither has news
        learn(peer, rpc(peer, newsFor(peer)));
    }

    private News newsFor(String peer) {
        var outbox = outboxes.get(peer);
        var events = List.copyOf(outbox.subList(0, Math.min(BATCH, outbox.size())));
        long promise = events.size() < outbox.size() ? events.getLast().time() : clock;
        return new News(heard.get(peer), events, promise);
    }

    private void learn(String peer, News news) {
        outboxes.get(peer).removeIf(event -> event.time() <= news.heard());
        news.events().stream().filter(event -> event.time() > heard.get(peer)).forEach(this::apply);
        clock = Math.max(clock, heard.merge(peer, news.promise(), Math::max));
    }

    void main() {
        serve();
    }
}
