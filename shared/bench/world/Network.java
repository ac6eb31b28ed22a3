package bench.world;

import bench.source.Guard.NodeEnded;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import node.Loop;

/** Carries messages, late and out of order, and loses those that a partition cuts off at the moment they would arrive. */
public final class Network {
    private final Loop loop;
    private final Latency latency;
    private final Consumer<String> whenUnknown;
    private final Map<String, Inhabitant> inhabitants = new HashMap<>();
    private final Traffic traffic = new Traffic();
    private final long mostMessages;
    private Map<String, Set<String>> cuts = Map.of();

    /**
     * @param mostMessages a node that sends more has gone wild, and is ended
     * @param whenUnknown told of each message to an inhabitant that there is not
     */
    Network(Loop loop, Latency latency, long mostMessages, Consumer<String> whenUnknown) {
        this.mostMessages = mostMessages;
        this.loop = loop;
        this.latency = latency;
        this.whenUnknown = whenUnknown;
    }

    void attach(String id, Inhabitant inhabitant) {
        inhabitants.put(id, inhabitant);
    }

    void detach(String id) {
        inhabitants.remove(id);
    }

    boolean knows(String id) {
        return inhabitants.containsKey(id);
    }

    void send(Envelope envelope) {
        traffic.sent(envelope);
        if (traffic.of(envelope.src()) > mostMessages)
            throw new NodeEnded("floods the network: it has sent more than " + mostMessages + " messages");
        if (!inhabitants.containsKey(envelope.dest()) && !envelope.involvesClient())
            whenUnknown.accept(envelope.src() + " sent a message to " + envelope.dest() + ", which is nobody");
        else loop.after(latency.drawNanos(envelope), () -> deliver(envelope));
    }

    private void deliver(Envelope envelope) {
        var inhabitant = inhabitants.get(envelope.dest());
        if (inhabitant == null) return; // a client that has been closed since
        if (isCut(envelope.src(), envelope.dest())) traffic.dropped();
        else inhabitant.receive(envelope);
    }

    /** @param cuts for each receiver the senders it no longer hears */
    public void partition(Map<String, Set<String>> cuts) {
        this.cuts = Map.copyOf(cuts);
    }

    /** Undoes every partition. */
    public void heal() {
        cuts = Map.of();
    }

    private boolean isCut(String src, String dest) {
        return cuts.getOrDefault(dest, Set.of()).contains(src);
    }

    public Traffic traffic() {
        return traffic;
    }
}
