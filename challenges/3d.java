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
 * 3d: Broadcast with few messages. Each node sends what its clients tell it to a hub at once, and the hub tells everybody, at
 * most once a PERIOD. The first node that seems to live is the hub; each decides that for itself, and several hubs do no harm.
 *
 * <p>A value is known by its place in the log of the node that took it. So the lengths of all logs say what a node has (a version
 * vector). Every message carries them, and is an acknowledgement too. A node cares that its hub has all it has, and a hub that
 * everybody has: with a peer that does not show it in time it compares, and both give what the other lacks (anti-entropy: Demers
 * et al., 1987). When all agree, nothing is sent.
 */
final class BroadcastNode extends Node {
    /** The price of few messages: a value takes two hops and waits for the hub, half a period in the mean, one at most. */
    private static final Duration PERIOD = Duration.ofMillis(350);

    /** How long a sound peer may take to show, unasked, that it has a value: some periods and hops, and a value of its own. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
    private final Map<String, List<JsonNode>> logs = new TreeMap<>(); // what each node took, by node
    private final Map<String, Integer> have = new TreeMap<>(); // how much of each is here
    private final Map<String, Map<String, Integer>> known = new HashMap<>(); // what each peer had by its last word
    private final Set<String> suspected = new HashSet<>();
    private Map<String, Integer> hadAtCheck = Map.of();
    private String origin; // this node's name in this life: its log is not to be mixed up with an earlier one
    private boolean untold;
    private boolean resting;
    private boolean used; // by a client since the last check
    private boolean inTouch; // with the hub since then

    BroadcastNode() {
        whenInitialised(() -> {
            origin = id() + "-" + Integer.toHexString(random().nextInt());
            peers().forEach(peer -> known.put(peer, Map.of()));
        });
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> {
            used = true;
            return new ReadOk(seen);
        });
        on(Broadcast.class, m -> {
            used = true;
            if (!seen.contains(m.message()))
                append(origin, new Run(have.getOrDefault(origin, 0), List.of(m.message())));
            spread();
            return new BroadcastOk();
        });
        on(Values.class, (m, from) -> learn(from, m.have(), m.runs()));
        on(Compare.class, (m, from) -> {
            learn(from, m.have(), Map.of());
            return new CompareOk(have, lackedBy(m.have()));
        });
        every(PATIENCE, this::check);
    }

    private void append(String origin, Run run) {
        var log = logs.computeIfAbsent(origin, o -> new ArrayList<>());
        int here = log.size() - run.from(); // below 0 where an earlier message was lost
        if (here < 0 || here >= run.values().size()) return;
        log.addAll(run.values().subList(here, run.values().size()));
        seen.addAll(run.values());
        have.put(origin, log.size());
        untold = true;
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

    private String hub() {
        return nodes().stream()
                .filter(node -> !suspected.contains(node))
                .findFirst()
                .orElseThrow();
    }

    /** How many nodes come before this one. A hub by default speaks so much less often, so that many do no more than a few. */
    private int rank() {
        return nodes().indexOf(id());
    }

    private boolean caresFor(String peer) {
        return hub().equals(id()) || hub().equals(peer);
    }

    private void spread() {
        if (!untold || resting) return;
        untold = false;
        peers().stream().filter(this::caresFor).forEach(this::push);
        if (!hub().equals(id())) return;
        resting = true;
        go(() -> {
            sleep(PERIOD.multipliedBy(1 + rank()));
            resting = false;
            spread();
        });
    }

    private void push(String peer) {
        send(peer, new Values(have, lackedBy(known.get(peer))));
    }

    private void learn(String from, Map<String, Integer> has, Map<String, Run> runs) {
        known.put(from, has);
        boolean ownNews = untold;
        runs.forEach(this::append);
        if (from.equals(hub())) {
            inTouch = true;
            untold = ownNews; // the hub knows the other
        }
        spread();
        if (!covers(have, has)) go(() -> compare(from));
    }

    private void check() {
        for (var peer : peers()) {
            boolean isHub = peer.equals(hub());
            boolean outOfTouch = isHub && (used && !inTouch || !suspected.isEmpty());
            boolean unconfirmed = caresFor(peer) && !covers(known.get(peer), hadAtCheck);
            if (outOfTouch || isHub && unconfirmed) go(() -> compare(peer));
            else if ((unconfirmed || suspected.contains(peer)) && random().nextInt(1 + rank()) == 0)
                go(() -> compare(peer));
        }
        hadAtCheck = new TreeMap<>(have);
        used = false;
        inTouch = false;
    }

    private void compare(String peer) {
        try {
            var other = rpc(peer, new Compare(have), PATIENCE);
            suspected.remove(peer);
            learn(peer, other.have(), other.runs());
            if (!covers(other.have(), have)) push(peer);
        } catch (RpcError e) {
            suspected.add(peer);
            untold = true; // to the hub that now takes this one's place
            spread();
        }
    }

    void main() {
        serve();
    }
}
