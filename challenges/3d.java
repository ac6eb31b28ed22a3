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
import java.util.TreeMap;
import node.Node;
import node.Notice;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/**
 * 3d: Broadcast with few messages. Each node sends what its clients tell it to a hub at once; the hub tells everybody, at most
 * once a PERIOD. The first node that seems to live is the hub: each node decides that for itself, and several hubs do no harm.
 *
 * <p>A value is known by its place in the log of the node that took it. So a few numbers, the length of each log, say all that a
 * node has (a version vector); every message carries them, which makes it an acknowledgement too. A node makes sure that its hub
 * has all it has, and a hub that everybody has: who does not show it in time is asked to compare, and both give what the other
 * lacks (anti-entropy: Demers et al., 1987). When all agree, nothing is sent.
 */
final class BroadcastNode extends Node {
    /** The only price of fewer messages: a value takes two hops and waits for the hub, half a period in the mean, one at most. */
    private static final Duration PERIOD = Duration.ofMillis(350);

    /** How long a sound hub may take to answer or to confirm a value: several periods and hops. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How often a hub asks those who have not confirmed. Most do so unasked, with their own values. */
    private static final Duration REPAIR = Duration.ofSeconds(3);

    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    /** A part of one log. */
    record Run(int from, List<JsonNode> values) {}

    record Values(Map<String, Integer> have, Map<String, Run> runs) implements Notice {}

    record Compare(Map<String, Integer> have) implements Request<CompareOk> {}

    record CompareOk(Map<String, Integer> have, Map<String, Run> runs) {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> logs = new TreeMap<>();
    private final Map<String, Map<String, Integer>> known = new HashMap<>(); // what each peer has by its own last word
    private final Map<String, Map<String, Integer>> sent = new HashMap<>(); // what each peer has unless a message was lost
    private final Set<String> suspected = new HashSet<>();
    private final Set<String> comparing = new HashSet<>();
    private final Set<String> heard = new HashSet<>();
    private List<JsonNode> ownLog;
    private Map<String, Integer> hadAtCheck = Map.of();
    private Map<String, Integer> hadAtRepair = Map.of();
    private boolean used;
    private boolean untold;
    private boolean resting;

    BroadcastNode() {
        whenInitialised(() -> {
            ownLog = logOf(id() + "-" + Integer.toHexString(random().nextInt())); // not to be mixed up with that of an earlier life
            for (var peer : peers()) {
                known.put(peer, Map.of());
                sent.put(peer, new TreeMap<>());
            }
        });
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> {
            used = true;
            return new ReadOk(seen);
        });
        on(Broadcast.class, m -> {
            used = true;
            if (seen.add(m.message())) {
                ownLog.add(m.message());
                untold = true;
                spread();
            }
            return new BroadcastOk();
        });
        on(Values.class, (m, from) -> learn(from, m.have(), m.runs()));
        on(Compare.class, (m, from) -> {
            learn(from, m.have(), Map.of());
            return new CompareOk(have(), lackedBy(m.have()));
        });
        every(PATIENCE, this::checkHub);
        every(REPAIR, this::repair);
    }

    // ---- what there is ----

    private List<JsonNode> logOf(String origin) {
        return logs.computeIfAbsent(origin, o -> new ArrayList<>());
    }

    private Map<String, Integer> have() {
        var have = new TreeMap<String, Integer>();
        logs.forEach((origin, log) -> have.put(origin, log.size()));
        return have;
    }

    private Map<String, Run> lackedBy(Map<String, Integer> has) {
        var runs = new TreeMap<String, Run>();
        logs.forEach((origin, log) -> {
            int from = has.getOrDefault(origin, 0);
            if (from < log.size()) runs.put(origin, new Run(from, log.subList(from, log.size())));
        });
        return runs;
    }

    private static boolean covers(Map<String, Integer> has, Map<String, Integer> wanted) {
        return wanted.entrySet().stream().allMatch(log -> has.getOrDefault(log.getKey(), 0) >= log.getValue());
    }

    private static void raise(Map<String, Integer> has, Map<String, Integer> more) {
        more.forEach((origin, length) -> has.merge(origin, length, Math::max));
    }

    private void append(String origin, Run run) {
        var log = logOf(origin);
        for (int i = log.size(); run.from() <= i && i < run.from() + run.values().size(); i++) {
            var value = run.values().get(i - run.from());
            log.add(value);
            seen.add(value);
            untold = true;
        }
    }

    // ---- how it gets about ----

    private String hub() {
        return nodes().stream().filter(node -> !suspected.contains(node)).findFirst().orElseThrow();
    }

    private boolean isHub() {
        return hub().equals(id());
    }

    private void spread() {
        if (!isHub()) {
            if (!lackedBy(sent.get(hub())).isEmpty()) push(hub());
        } else if (untold && !resting) {
            untold = false;
            resting = true;
            peers().forEach(this::push);
            go(() -> {
                sleep(PERIOD);
                resting = false;
                spread();
            });
        }
    }

    private void push(String peer) {
        send(peer, new Values(have(), lackedBy(sent.get(peer))));
        raise(sent.get(peer), have());
    }

    private void learn(String from, Map<String, Integer> has, Map<String, Run> runs) {
        heard.add(from);
        known.put(from, has);
        raise(sent.get(from), has);
        if (from.equals(hub())) for (var others : sent.values()) raise(others, has); // a hub tells everybody
        runs.forEach(this::append);
        spread();
        if (!covers(have(), has)) go(() -> compare(from)); // an earlier message was lost
    }

    // ---- what if it does not ----

    private void checkHub() {
        var hub = hub();
        if (!isHub()) {
            boolean unconfirmed = !covers(known.get(hub), hadAtCheck);
            boolean outOfTouch = used && !heard.contains(hub);
            boolean inExile = !hub.equals(nodes().getFirst()); // then this hub may be none to itself, and tells nobody
            if (unconfirmed || outOfTouch || inExile) go(() -> compare(hub));
        }
        hadAtCheck = have();
        used = false;
        heard.clear();
    }

    private void repair() {
        for (var peer : peers())
            if (isHub() && !covers(known.get(peer), hadAtRepair) || suspected.contains(peer)) go(() -> compare(peer));
        hadAtRepair = have();
    }

    private void compare(String peer) {
        if (!comparing.add(peer)) return;
        try {
            var other = rpc(peer, new Compare(have()), PATIENCE);
            suspected.remove(peer);
            sent.put(peer, new TreeMap<>(other.have()));
            learn(peer, other.have(), other.runs());
            if (!lackedBy(sent.get(peer)).isEmpty()) push(peer);
        } catch (RpcError e) {
            suspected.add(peer);
            untold = true; // if this makes a hub of this node
            spread();
        } finally {
            comparing.remove(peer);
        }
    }

    void main() {
        serve();
    }
}
