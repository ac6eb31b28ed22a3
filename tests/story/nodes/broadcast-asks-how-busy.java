///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/BroadcastMessages.java
//MAIN BroadcastNode

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/** Nobody is told anything. Beside that a node asks each other one from time to time how busy it is. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Ask() implements Request<AskOk> {}

    record AskOk(int load) {}

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private int asked;

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, m -> {
            seen.add(m.message());
            return new BroadcastOk();
        });
        on(Ask.class, m -> new AskOk(1000 + asked++));
        every(Duration.ofSeconds(1), () -> peers().forEach(peer -> rpc(peer, new Ask())));
    }

    void main() {
        serve();
    }
}
