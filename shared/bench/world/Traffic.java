package bench.world;

import java.util.HashMap;
import java.util.Map;

/** How many messages were sent, by whom. Lost ones count: they were paid for. */
public final class Traffic {
    private final Map<String, Long> bySender = new HashMap<>();
    private long all;
    private long servers;
    private long services;
    private long lost;
    private boolean anyArrived;

    void sent(Envelope envelope) {
        all++;
        bySender.merge(envelope.src(), 1L, Long::sum);
        if (envelope.involvesClient()) return;
        servers++;
        if (World.SERVICES.contains(envelope.src()) || World.SERVICES.contains(envelope.dest())) services++;
    }

    void lost(Envelope envelope) {
        if (!envelope.involvesClient()) lost++;
    }

    void arrived(Envelope envelope) {
        if (!anyArrived) anyArrived = !envelope.involvesClient();
    }

    /** Every message. */
    public long all() {
        return all;
    }

    /** Messages that {@code sender} sent. */
    long of(String sender) {
        return bySender.getOrDefault(sender, 0L);
    }

    /** Messages with no client at either end; a service counts as a server. */
    public long servers() {
        return servers;
    }

    /** Those between a node and a service. */
    public long services() {
        return services;
    }

    /** Messages with no client at either end that were lost, to whatever fault; a copy counts as one more. */
    public long lost() {
        return lost;
    }

    /** Whether messages between servers were lost, and none arrived. */
    public boolean neverArrived() {
        return lost > 0 && !anyArrived;
    }
}
