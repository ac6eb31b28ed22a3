///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN BroadcastNode

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * 3e: Broadcast with the fewest messages that two seconds allow: 3d with a longer period, which the leaves keep too. What has
 * waited at its leaf need not wait again at the hub, if it comes there shortly before the hub tells everybody. So a leaf takes
 * its turn from the hub's last message. A period costs at most one message up and one down a leaf, and a value waits one at most.
 */
final class BroadcastNode extends Node {
    /** The price of few messages: a value waits half a period in the mean, one at most, and then travels two hops. */
    private static final Duration PERIOD = Duration.ofMillis(1100);
    /** How long a sound peer may take to show, unasked, that it has a value: some periods and hops, and a value of its own. */
    private static final Duration PATIENCE = PERIOD.multipliedBy(4);

    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    /** How long the teller's logs are, and the ends that its hearer lacks. Told, or asked for: then the hearer answers alike. */
    record News(Map<String, Integer> lengths, Map<String, List<JsonNode>> ends) implements Notice, Request<News> {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> logs = new HashMap<>(); // by node and life
    private final Map<String, Map<String, Integer>> known = new HashMap<>(); // the lengths that each peer last told
    private final Set<String> suspected = new HashSet<>();
    private final List<JsonNode> own = new ArrayList<>(); // this node's log in this life
    private int rank; // as a hub it does so much less, so that many hubs do no more than a few
    private long hubToldMillis;
    private boolean telling;

    BroadcastNode() {
        whenInitialised(() -> {
            rank = 1 + nodes().indexOf(id());
            logs.put(id() + "-" + Integer.toHexString(random().nextInt()), own);
            peers().forEach(peer -> known.put(peer, Map.of()));
        });
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message())) {
                own.add(m.message());
                spread();
            }
            return new BroadcastOk();
        });
        on(News.class, (news, from) -> {
            learn(from, news);
            return newsFor(from);
        });
        every(PERIOD, this::check);
    }

    private String hub() {
        var alive = new ArrayList<>(nodes());
        alive.removeAll(suspected);
        return alive.getFirst();
    }

    private Map<String, Integer> lengths() {
        var lengths = new HashMap<String, Integer>();
        logs.forEach((name, log) -> lengths.put(name, log.size()));
        return lengths;
    }

    private News newsFor(String peer) {
        var ends = new HashMap<>(logs);
        ends.replaceAll((name, log) ->
                log.subList(Math.min(known.get(peer).getOrDefault(name, 0), log.size()), log.size()));
        ends.values().removeIf(List::isEmpty);
        return new News(lengths(), ends);
    }

    private void learn(String from, News news) {
        known.put(from, news.lengths());
        suspected.remove(from);
        if (from.equals(hub())) hubToldMillis = now().toEpochMilli();
        int before = seen.size();
        news.ends().forEach((name, end) -> {
            var log = logs.computeIfAbsent(name, n -> new ArrayList<>());
            int missing = news.lengths().get(name) - log.size();
            if (0 < missing && missing <= end.size()) log.addAll(end.subList(end.size() - missing, end.size()));
            seen.addAll(end);
        });
        if (seen.size() > before && !from.equals(hub())) spread(); // the hub's own news everybody hears from the hub
    }

    private void spread() {
        if (telling) return;
        telling = true;
        go(hub().equals(id()) ? this::tellAll : this::tellHub);
    }

    private void tellHub() {
        long turnMillis = PERIOD.toMillis() - 300; // two hops and some delay before the hub's next message
        long passedMillis = now().toEpochMilli() - hubToldMillis;
        long waitMillis = Math.floorMod(turnMillis - passedMillis, PERIOD.toMillis());
        sleep(Duration.ofMillis(passedMillis < PERIOD.toMillis() ? waitMillis : 0));
        telling = false;
        if (!hub().equals(id())) send(hub(), newsFor(hub()));
    }

    private void tellAll() {
        Map<String, Integer> told;
        do {
            told = lengths();
            for (var peer : peers()) if (!suspected.contains(peer)) send(peer, newsFor(peer));
            sleep(PERIOD.multipliedBy(rank));
        } while (!told.equals(lengths()));
        telling = false;
    }

    private void check() {
        var now = lengths();
        sleep(PATIENCE);
        for (var peer : peers()) {
            var has = known.get(peer);
            boolean cares = peer.equals(hub()) || hub().equals(id()) && random().nextInt(rank) == 0;
            boolean lacks = now.keySet().stream().anyMatch(log -> has.getOrDefault(log, 0) < now.get(log));
            if (cares && (lacks || has.isEmpty())) go(() -> ask(peer));
        }
    }

    private void ask(String peer) {
        try {
            learn(peer, rpc(peer, newsFor(peer), PATIENCE));
        } catch (RpcError e) {
            suspected.add(peer);
            if (!hub().equals(id())) ask(hub());
        }
    }

    void main() {
        serve();
    }
}
