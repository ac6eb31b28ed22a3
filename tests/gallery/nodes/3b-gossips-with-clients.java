///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3b
// warned of: stray message
// told: sent a client what is no answer
// seeds: 1
// look-alike: challenges/3b.java

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;

/** Whoever has sent something is taken for a peer, and gets to know of all values. Clients get what they never asked for. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Deliver(JsonNode message) implements Notice {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Set<String> contacts = new LinkedHashSet<>();

    BroadcastNode() {
        whenInitialised(() -> contacts.addAll(peers()));
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, (m, from) -> {
            contacts.add(from);
            seen.add(m.message());
            for (var contact : contacts) send(contact, new Deliver(m.message()));
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.add(m.message());
        });
    }

    void main() {
        serve();
    }
}
