///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN BroadcastNode

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 3c: Broadcast through partitions. As in 3b the node that a client tells passes the value to every other one. What a peer has
 * not yet acknowledged waits in an outbox, one a peer, and one message at a time carries all of it, again and again until the
 * acknowledgement comes.
 *
 * <p>So a link that works costs a message and an acknowledgement a value, with no delay; a link that is cut costs one message
 * every two seconds however many values wait, and one message when it is back. No deadline: a fault may last longer than any.
 *
 * <p>A node that begins asks the others what there is: it may have had an earlier life, which they no longer owe anything. What
 * is new to it it passes on, since that life may have ended before all were told.
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

    // tag::state[]
    private final Set<JsonNode> seen = new LinkedHashSet<>();
    private final Map<String, Set<JsonNode>> outboxes = new LinkedHashMap<>();
    // end::state[]

    BroadcastNode() {
        // tag::restart[]
        whenInitialised(() -> peers().forEach(peer -> {
            outboxes.put(peer, new LinkedHashSet<>());
            go(() ->
                    retry(() -> rpc(peer, new Read())).messages().forEach(this::take)); // what an earlier life was told
        }));
        // end::restart[]
        on(Topology.class, m -> new TopologyOk());
        on(Read.class, m -> new ReadOk(seen));
        // tag::handlers[]
        on(Broadcast.class, m -> {
            take(m.message());
            return new BroadcastOk();
        });
        on(Deliver.class, m -> {
            seen.addAll(m.messages());
            return new DeliverOk();
        });
        // end::handlers[]
    }

    // tag::post[]
    private void take(JsonNode message) {
        if (seen.add(message)) peers().forEach(peer -> post(peer, message));
    }

    private void post(String peer, JsonNode message) {
        var outbox = outboxes.get(peer);
        if (outbox.isEmpty()) go(() -> empty(peer, outbox)); // otherwise it is being emptied already
        outbox.add(message);
    }

    private void empty(String peer, Set<JsonNode> outbox) {
        while (!outbox.isEmpty()) {
            var delivered = retry(() -> {
                var batch = List.copyOf(outbox); // each attempt takes what has come since the last one along
                rpc(peer, new Deliver(batch));
                return batch;
            });
            delivered.forEach(outbox::remove);
        }
    }
    // end::post[]

    void main() {
        serve();
    }
}
