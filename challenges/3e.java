///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN BroadcastNode

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Notice;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/**
 * 3e: Broadcast with the fewest messages that two seconds allow: 3d with a longer period, which the leaves keep too. A leaf takes
 * its turn from the hub's last message, shortly before the next, so that what has waited there need not wait again at the hub. A
 * period costs a leaf one message up and one down at most, and a value waits one at most. Where a leaf's message comes a moment
 * too late, the hub tells everybody before time, lest a value waits two.
 */
final class BroadcastNode extends Node {
    private static final long PERIOD_MILLIS = 1100; // a value waits half of it in the mean, then travels two hops
    private static final long TURN_MILLIS = PERIOD_MILLIS - 400; // a leaf's: two hops earlier, and as much delay
    private static final long LONGEST_MILLIS = PERIOD_MILLIS + 400; // that a value waits, where that was too late
    private static final Duration PATIENCE = Duration.ofMillis(4 * PERIOD_MILLIS); // as in 3d

    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    /** As in 3d, and how long the oldest of what is told has waited. */
    record News(Map<String, Integer> lengths, Map<String, List<JsonNode>> ends, long waitedMillis)
            implements Notice, Request<News> {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> logs = new HashMap<>(); // by node and life
    private final Map<String, Map<String, Integer>> known = new HashMap<>(); // the lengths that each peer last told
    private final Set<String> suspected = new LinkedHashSet<>();
    private final List<JsonNode> own = new ArrayList<>(); // this node's log in this life

    BroadcastNode() {
        whenInitialised(() -> logs.put(id() + "-" + Integer.toHexString(random().nextInt()), own));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message()) && own.add(m.message())) go(() -> spread(0));
            return new BroadcastOk();
        });
        on(News.class, (news, from) -> {
            learn(from, news);
            return newsFor(from);
        });
        every(Duration.ofMillis(PERIOD_MILLIS), () -> go(this::check));
    }

    private String hub() {
        var living = new ArrayList<>(nodes());
        living.removeAll(suspected);
        return living.getFirst();
    }

    private Map<String, Integer> lengths() {
        var lengths = new HashMap<String, Integer>();
        logs.forEach((name, log) -> lengths.put(name, log.size()));
        return lengths;
    }

    private News newsFor(String peer) {
        var has = known.getOrDefault(peer, Map.of());
        var ends = new HashMap<>(logs);
        ends.replaceAll(
                (name, log) -> log.stream().skip(has.getOrDefault(name, 0)).toList());
        ends.values().removeIf(List::isEmpty);
        return new News(lengths(), ends, Math.max(0, now().toEpochMilli() - oldestMillis));
    }

    private void learn(String from, News news) {
        known.put(from, news.lengths());
        suspected.remove(from);
        int before = seen.size();
        news.ends().forEach((name, end) -> {
            var log = logs.computeIfAbsent(name, n -> new ArrayList<>());
            int missing = news.lengths().get(name) - log.size();
            if (0 < missing && missing <= end.size()) log.addAll(end.subList(end.size() - missing, end.size()));
            seen.addAll(end);
        });
        if (from.equals(hub())) hubToldMillis = now().toEpochMilli();
        else if (seen.size() > before) go(() -> spread(news.waitedMillis()));
    }

    // tag::spread[]
    private long hubToldMillis;
    private long oldestMillis = Long.MAX_VALUE; // since when the oldest that waits here has waited
    private long dueMillis = Long.MAX_VALUE; // when it is told

    private void spread(long waitedMillis) {
        long now = now().toEpochMilli();
        long passedMillis = now - hubToldMillis;
        long waitMillis = hub().equals(id())
                ? Math.min(PERIOD_MILLIS - passedMillis, LONGEST_MILLIS - waitedMillis)
                : passedMillis < PERIOD_MILLIS ? Math.floorMod(TURN_MILLIS - passedMillis, PERIOD_MILLIS) : 0;
        oldestMillis = Math.min(oldestMillis, now - waitedMillis);
        long due = now + Math.max(0, waitMillis);
        if (due >= dueMillis) return;
        dueMillis = due;
        sleep(Duration.ofMillis(due - now));
        if (due != dueMillis) return; // it has been told
        for (var peer : peers())
            if (peer.equals(hub()) || hub().equals(id()) && !suspected.contains(peer)) send(peer, newsFor(peer));
        if (hub().equals(id())) hubToldMillis = now().toEpochMilli();
        oldestMillis = dueMillis = Long.MAX_VALUE;
    }
    // end::spread[]

    private void check() {
        var now = lengths();
        sleep(PATIENCE);
        for (var peer : peers()) {
            var has = known.getOrDefault(peer, Map.of());
            boolean asks = peer.equals(hub()) || hub().equals(id()) && random().nextInt(1 + nodes().indexOf(id())) == 0;
            boolean lacks = now.keySet().stream().anyMatch(log -> has.getOrDefault(log, 0) < now.get(log));
            if (asks && (lacks || has.isEmpty())) go(() -> ask(peer));
        }
    }

    private void ask(String peer) {
        try {
            learn(peer, rpc(peer, newsFor(peer), PATIENCE.dividedBy(2)));
        } catch (RpcError e) {
            suspected.add(peer);
        }
    }

    void main() {
        serve();
    }
}
