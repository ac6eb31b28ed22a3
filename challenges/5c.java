///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN LogNode

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * 5c: Logs in one order that nobody has to be asked for. Each node takes every key's messages; a message's offset is its Lamport
 * time and node, so offsets are unique and those of a node rise. From time to time two nodes exchange what they took.
 *
 * <p>A poll must not show a message while an earlier one may still turn up. With what it took, a node promises a peer that all
 * further ones will have later times. What lies before the least of all promises is the stable prefix, the same at every node,
 * and is all that polls see. So every operation is answered at once by the node that was asked, also during a partition; only,
 * no new message is seen until all nodes have met again. An acknowledged message lives in the memory of its node until then.
 */
final class LogNode extends Node {
    /** How long a message may wait to be exchanged, for the sake of few messages: it is seen after one period or two. */
    private static final Duration PERIOD = Duration.ofMillis(75);

    /** The most messages of one key in an answer. */
    private static final int PAGE = 100;

    /** The most events in an exchange. */
    private static final int BATCH = 1000;

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

    /** A message or a committed offset that a node took at a Lamport time. */
    record Event(long time, boolean isCommit, String key, long offset, JsonNode msg) {}

    /**
     * What one node tells another.
     *
     * @param have how many of the other's events the teller has
     * @param from the number of the first of {@code events}, counted from 0
     * @param promise messages of the teller's that are not yet told have later times than this
     */
    record Part(long have, long from, List<Event> events, long promise) {}

    record Exchange(Part part) implements Request<ExchangeOk> {}

    record ExchangeOk(Part part) {}

    /** How things stand with a peer. */
    private static final class Link {
        private long have; // how many of its events are here
        private long has; // how many of this node's events it has
        private long heard; // its promise
        private long told; // this node's promise to it
        private boolean met; // it has asked for an exchange in this period
        private boolean exchanging;
    }

    private final Map<String, TreeMap<Long, JsonNode>> logs = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>(); // taken here, and not yet at every peer
    private long eventsDropped;
    private long clock;

    LogNode() {
        whenInitialised(() -> peers().forEach(peer -> links.put(peer, new Link())));
        on(Send.class, m -> {
            clock++;
            var offset = clock * nodes().size() + nodes().indexOf(id());
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
                    take(new Event(clock, true, key, offset, NullNode.instance));
            });
            return new CommitOffsetsOk();
        });
        on(ListCommittedOffsets.class, m -> {
            var offsets = new TreeMap<String, Long>();
            for (var key : m.keys()) if (committed.containsKey(key)) offsets.put(key, committed.get(key));
            return new ListCommittedOffsetsOk(offsets);
        });
        on(Exchange.class, (m, from) -> {
            var link = links.get(from);
            link.met = true;
            learn(link, m.part());
            var answer = partFor(link);
            link.told = answer.promise(); // if it gets lost, the peer asks again
            return new ExchangeOk(answer);
        });
        every(PERIOD, this::tellNews);
    }

    private void take(Event event) {
        apply(event);
        if (!links.isEmpty()) events.add(event);
    }

    private void apply(Event event) {
        if (event.isCommit()) committed.merge(event.key(), event.offset(), Math::max);
        else logs.computeIfAbsent(event.key(), key -> new TreeMap<>()).put(event.offset(), event.msg());
    }

    private List<Entry> page(String key, long offset) {
        var stable = links.values().stream().mapToLong(link -> link.heard).reduce(clock, Math::min);
        var log = logs.getOrDefault(key, new TreeMap<>()).tailMap(offset, true).entrySet().stream();
        return log.takeWhile(entry -> entry.getKey() / nodes().size() <= stable)
                .limit(PAGE)
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void tellNews() {
        links.forEach((peer, link) -> {
            boolean news = link.told < clock || link.has < eventsDropped + events.size();
            if (news && !link.met && !link.exchanging) go(() -> exchange(peer, link));
            link.met = false;
        });
    }

    private void exchange(String peer, Link link) {
        link.exchanging = true;
        try {
            var part = partFor(link);
            var answer = rpc(peer, new Exchange(part)).part();
            link.told = Math.max(link.told, part.promise());
            learn(link, answer);
        } catch (RpcError e) {
            log("no exchange with " + peer + ", trying again: " + e.getMessage());
        } finally {
            link.exchanging = false;
        }
    }

    private Part partFor(Link link) {
        int from = (int) (link.has - eventsDropped);
        int to = Math.min(from + BATCH, events.size());
        long promise = to == events.size() ? clock : events.get(to - 1).time();
        return new Part(link.have, link.has, List.copyOf(events.subList(from, to)), promise);
    }

    private void learn(Link link, Part part) {
        link.has = Math.max(link.has, part.have());
        for (int i = (int) (link.have - part.from()); i < part.events().size(); i++) {
            apply(part.events().get(i));
            link.have++;
        }
        link.heard = Math.max(link.heard, part.promise());
        clock = Math.max(clock, part.promise());
        long needed =
                links.values().stream().mapToLong(other -> other.has).min().orElseThrow();
        events.subList(0, (int) (needed - eventsDropped)).clear();
        eventsDropped = needed;
    }

    void main() {
        serve();
    }
}
