package bench.world;

import bench.source.Guard.NodeEnded;
import bench.trace.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import node.Loop;

/** Carries messages to mailboxes, late and out of order, and loses those that a partition cuts off. */
public final class Network {
    private final Loop loop;
    private final Latency latency;
    private final Consumer<Envelope> whenNobody;
    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private final Traffic traffic = new Traffic();
    private final long mostMessages;
    private final Trace trace; // null where nobody wants one
    private Map<String, Set<String>> cuts = Map.of();

    /**
     * @param mostMessages a node that sends more has gone wild, and is ended
     * @param whenNobody told of each message to an inhabitant that there is not, or not any more
     */
    Network(Loop loop, Latency latency, long mostMessages, Consumer<Envelope> whenNobody, Trace trace) {
        this.trace = trace;
        this.mostMessages = mostMessages;
        this.loop = loop;
        this.latency = latency;
        this.whenNobody = whenNobody;
    }

    void attach(String id, Inhabitant inhabitant) {
        mailboxes.put(id, new Mailbox(loop, inhabitant, this::passes));
    }

    void detach(String id) {
        mailboxes.remove(id);
    }

    boolean knows(String id) {
        return mailboxes.containsKey(id);
    }

    void send(Envelope envelope) {
        traffic.sent(envelope);
        if (trace != null) trace.sent(loop.nanoTime(), envelope, envelope.line());
        if (traffic.of(envelope.src()) > mostMessages)
            throw new NodeEnded("floods the network: it has sent more than " + mostMessages + " messages");
        if (!mailboxes.containsKey(envelope.dest())) whenNobody.accept(envelope);
        else loop.after(latency.drawTransitNanos(), () -> deliver(envelope, latency.drawNanos(envelope)));
    }

    private void deliver(Envelope envelope, long delayNanos) {
        var mailbox = mailboxes.get(envelope.dest());
        if (mailbox != null) mailbox.put(envelope, delayNanos); // else it was a client, and has been closed since
    }

    private boolean passes(Envelope envelope) {
        boolean cut = cuts.getOrDefault(envelope.dest(), Set.of()).contains(envelope.src());
        if (cut) traffic.dropped();
        if (cut && trace != null) trace.lost(loop.nanoTime(), envelope);
        return !cut;
    }

    /** @param cuts for each receiver the senders it no longer hears */
    public void partition(Map<String, Set<String>> cuts) {
        this.cuts = Map.copyOf(cuts);
    }

    /** Undoes every partition. */
    public void heal() {
        cuts = Map.of();
    }

    public Traffic traffic() {
        return traffic;
    }
}
