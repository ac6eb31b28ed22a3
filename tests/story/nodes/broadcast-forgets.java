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

/** A node asks the others for what they were told and keeps it, as it should be; but after three seconds it forgets that. */
final class BroadcastNode extends Node implements BroadcastMessages {
    record Told() implements Request<ToldOk> {}

    record ToldOk(Set<JsonNode> messages) {}

    private final Set<JsonNode> told = new LinkedHashSet<>();
    private final Set<JsonNode> heard = new LinkedHashSet<>();
    private boolean isOver;

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> {
            var all = new LinkedHashSet<>(told);
            all.addAll(heard);
            return new ReadOk(all);
        });
        on(Broadcast.class, m -> {
            told.add(m.message());
            return new BroadcastOk();
        });
        on(Told.class, m -> new ToldOk(told));
        every(Duration.ofMillis(200), () -> {
            if (!isOver)
                for (var peer : peers()) heard.addAll(rpc(peer, new Told()).messages());
        });
        every(Duration.ofSeconds(3), () -> {
            isOver = true;
            heard.clear();
        });
    }

    void main() {
        serve();
    }
}
