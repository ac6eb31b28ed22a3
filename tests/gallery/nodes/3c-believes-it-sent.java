///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3c
// caught for: lost
// seeds: 10
// look-alike: challenges/3c.java

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;

/** A value counts as known to a peer once it has been sent there, not once the peer has said so. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Gossip(List<JsonNode> messages) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, Set<JsonNode>> known = new HashMap<>(); // by peer

    BroadcastNode() {
        every(Duration.ofMillis(200), () -> peers().forEach(this::gossip));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            seen.add(m.message());
            return new BroadcastOk();
        });
        on(Gossip.class, (m, from) -> {
            seen.addAll(m.messages());
            known.computeIfAbsent(from, peer -> new LinkedHashSet<>()).addAll(m.messages());
        });
    }

    private void gossip(String peer) {
        var theirs = known.computeIfAbsent(peer, p -> new LinkedHashSet<>());
        var news = seen.stream().filter(message -> !theirs.contains(message)).toList();
        if (news.isEmpty()) return;
        send(peer, new Gossip(news));
        theirs.addAll(news);
    }

    void main() {
        serve();
    }
}
