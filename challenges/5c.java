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
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 5c: Logs in one order that nobody has to be asked for. Each node takes every key's messages; a message's offset is its Lamport
 * time and node, so offsets are unique and those of a node rise. From time to time two nodes exchange what they took.
 *
 * <p>A poll must not show a message while an earlier one may still turn up. So a node promises its peers, with what it took, that
 * all further ones will have later times. What lies before the least promise is the stable prefix, the same at every node, and is
 * all that polls see. Every operation is answered at once by the node that was asked, also during a partition; only, no new
 * message is seen until all nodes have met again. An acknowledged one lives in the memory of its node until then.
 */
final class LogNode extends Node {
    private static final Duration PERIOD = Duration.ofMillis(150); // a message is seen after one or two
    private static final int PAGE = 1000; // the most messages of one key in an answer
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

    // tag::state[]
    /**
     * What one node tells another, and is told in return: that it has heard all that the other has taken up to a time, its own
     * events that the other has not acknowledged, and the promise that what it has not told by now has a later time.
     */
    record News(long heard, List<Event> events, long promise) implements Request<News> {}

    private final Map<String, TreeMap<Long, JsonNode>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private final Map<String, List<Event>> outboxes = new HashMap<>(); // what a peer has not acknowledged
    private final Map<String, Long> heard = new HashMap<>(); // a peer's promise
    private long clock;
    // end::state[]

    LogNode() {
        whenInitialised(() -> peers().forEach(peer -> {
            outboxes.put(peer, new ArrayList<>());
            heard.put(peer, 0L);
            every(PERIOD, () -> exchange(peer));
        }));
        // tag::send[]
        on(Send.class, m -> {
            var offset = ++clock * nodes().size() + nodes().indexOf(id());
            take(new Event(clock, false, m.key(), offset, m.msg()));
            return new SendOk(offset);
        });
        // end::send[]
        on(Poll.class, m -> {
            var msgs = new TreeMap<String, List<Entry>>();
            m.offsets().forEach((key, offset) -> msgs.put(key, page(key, offset)));
            return new PollOk(msgs);
        });
        on(CommitOffsets.class, m -> {
            m.offsets().forEach((key, offset) -> {
                if (offset > committed.getOrDefault(key, -1L)) take(new Event(++clock, true, key, offset, null));
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

    // tag::page[]
    private List<Entry> page(String key, long offset) {
        var stable = heard.values().stream().reduce(clock, Math::min);
        return logs.getOrDefault(key, new TreeMap<>()).tailMap(offset).entrySet().stream()
                .takeWhile(entry -> entry.getKey() / nodes().size() <= stable)
                .limit(PAGE)
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }
    // end::page[]

    // tag::exchange[]
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
        heard.merge(peer, news.promise(), Math::max);
        clock = Math.max(clock, news.promise());
    }
    // end::exchange[]

    void main() {
        serve();
    }
}
