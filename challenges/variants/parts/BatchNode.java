import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Batches with acknowledgement: what is new waits in an outbox a neighbour, and once a period goes in one message, which is
 * repeated until the neighbour acknowledges it.
 */
abstract class BatchNode extends BroadcastNode {
    record Deliver(List<JsonNode> messages) implements Request<DeliverOk> {}

    record DeliverOk() {}

    private final Map<String, List<JsonNode>> outboxes = new LinkedHashMap<>(); // by neighbour

    BatchNode() {
        whenInitialised(() -> {
            neighbours().forEach(neighbour -> outboxes.put(neighbour, new ArrayList<>()));
            begin();
        });
        on(Deliver.class, (m, from) -> {
            m.messages().forEach(message -> hear(message, from));
            return new DeliverOk();
        });
    }

    /** Whom this node tells and is told by. */
    abstract List<String> neighbours();

    /** How long a batch is collected. */
    Duration period() {
        return Duration.ofMillis(500);
    }

    void begin() {
        every(period(), () -> outboxes.forEach(this::flush));
    }

    @Override
    void spread(JsonNode message, String source) {
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
}
