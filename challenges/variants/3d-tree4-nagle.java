///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN BroadcastNode

// idea: a tree of fan-out 4; every 15 ms what has come goes in one message
// source: github.com/Tejas242/distributed-broadcast
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 3d-tree4.java with Nagle's idea: what is to be passed on waits 15 ms for company. At 50 values a second on each link that is
 * not often met: about four in ten messages are saved, for 15 ms more a hop. With more load the saving grows and the price
 * does not.
 */
final class BroadcastNode extends Node {
    record Topology() implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<JsonNode> messages) {}

    record Deliver(List<JsonNode> messages) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private static final Duration PERIOD = Duration.ofMillis(15);
    private static final int FAN_OUT = 4;

    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, List<JsonNode>> outboxes = new LinkedHashMap<>(); // by neighbour

    BroadcastNode() {
        whenInitialised(() -> {
            int here = nodes().indexOf(id());
            if (here > 0) outboxes.put(nodes().get((here - 1) / FAN_OUT), new ArrayList<>());
            for (int child = here * FAN_OUT + 1; child <= here * FAN_OUT + FAN_OUT; child++)
                if (child < nodes().size()) outboxes.put(nodes().get(child), new ArrayList<>());
            go(() -> {
                sleep(PERIOD.multipliedBy(random().nextInt(100)).dividedBy(100)); // nodes do not keep step
                every(PERIOD, () -> outboxes.forEach(this::flush));
            });
        });
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        on(Broadcast.class, (m, from) -> {
            spread(m.message(), from);
            return new BroadcastOk();
        });
        on(Deliver.class, (m, from) -> {
            m.messages().forEach(message -> spread(message, from));
            return new DeliverOk();
        });
    }

    private void spread(JsonNode message, String source) {
        if (!seen.add(message)) return;
        outboxes.forEach((neighbour, outbox) -> {
            if (!neighbour.equals(source)) outbox.add(message);
        });
    }

    private void flush(String neighbour, List<JsonNode> outbox) {
        if (outbox.isEmpty()) return;
        var batch = List.copyOf(outbox);
        outbox.clear();
        go(() -> retry(() -> rpc(neighbour, new Deliver(batch))));
    }

    void main() {
        serve();
    }
}
