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
 * 3d: Broadcast with few messages. Each node tells a hub at once what its clients tell it, and the hub tells everybody, at most
 * once a period. The first node that seems to live is the hub; each decides that for itself, and several hubs do no harm.
 *
 * <p>Each node logs what its clients tell it, so the lengths of all logs say what a node has (a version vector). Every message
 * carries them, and is an acknowledgement too. A node cares that its hub has all it has, and a hub that everybody has: who does
 * not show it in time is asked, and both give what the other lacks (anti-entropy: Demers et al., 1987), until all agree.
 */
class BroadcastNode extends Node {
    // tag::constants[]
    /** The price of few messages: a value takes two hops and waits for the hub, half a period in the mean, one at most. */
    Duration period = Duration.ofMillis(350); // a variant has another one

    /** How long a sound peer may take to show, unasked, that it has a value: some periods and hops, and a value of its own. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    // end::constants[]

    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    // tag::state[]
    /** How long the teller's logs are, and the ends that its hearer lacks. Told, or asked for: then the hearer answers alike. */
    record News(Map<String, Integer> lengths, Map<String, List<JsonNode>> ends) implements Notice, Request<News> {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> logs = new HashMap<>(); // by node and life
    private final Map<String, Map<String, Integer>> known = new HashMap<>(); // the lengths that each peer last told
    private final Set<String> suspected = new LinkedHashSet<>();
    private final List<JsonNode> own = new ArrayList<>(); // this node's log in this life
    private boolean telling;
    // end::state[]

    BroadcastNode() {
        whenInitialised(() -> logs.put(id() + "-" + Integer.toHexString(random().nextInt()), own));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            if (seen.add(m.message()) && own.add(m.message())) go(this::spread);
            return new BroadcastOk();
        });
        on(News.class, (news, from) -> {
            learn(from, news);
            return newsFor(from);
        });
        every(period, this::check);
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

    // tag::learn[]
    private News newsFor(String peer) {
        var has = known.getOrDefault(peer, Map.of());
        var ends = new HashMap<>(logs);
        ends.replaceAll(
                (name, log) -> log.stream().skip(has.getOrDefault(name, 0)).toList());
        ends.values().removeIf(List::isEmpty);
        return new News(lengths(), ends);
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
        if (seen.size() > before && !from.equals(hub())) go(this::spread); // the hub tells its own news to everybody
    }
    // end::learn[]

    // tag::spread[]
    private void spread() {
        if (telling) return;
        telling = hub().equals(id());
        var told = lengths();
        for (var peer : peers())
            if (peer.equals(hub()) || telling && !suspected.contains(peer)) send(peer, newsFor(peer));
        if (!telling) return;
        sleep(period.multipliedBy(1 + nodes().indexOf(id()))); // so that many hubs tell no more than a few
        telling = false;
        if (!told.equals(lengths())) go(this::spread);
    }

    /** Asks those that should have shown by then that they have what is here now. */
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
            learn(peer, rpc(peer, newsFor(peer), PATIENCE));
        } catch (RpcError e) {
            suspected.add(peer);
            if (!hub().equals(id())) ask(hub());
        }
    }
    // end::spread[]

    void main() {
        serve();
    }
}
