///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3a
// caught for: node failure
// told: ended the process, with exit code 1
// seeds: 1
// look-alike: challenges/3a.java

import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import tools.jackson.databind.JsonNode;

/** An error handler that ends the process takes all clients with it, and here for nothing: a missing topology is no error. */
final class BroadcastNode extends Node implements BroadcastMessages {
    private final Set<JsonNode> seen = new LinkedHashSet<>();

    BroadcastNode() {
        on(Topology.class, m -> {
            if (m.topology().get(id()).isEmpty()) {
                log("nobody to talk to");
                System.exit(1);
            }
            return new TopologyOk();
        });
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            seen.add(m.message());
            return new BroadcastOk();
        });
    }

    void main() {
        serve();
    }
}
