package bench.world;

/** How many messages were sent, by whom. Lost ones count: they were paid for. */
public final class Traffic {
    private long all;
    private long servers;
    private long dropped;

    void sent(Envelope envelope) {
        all++;
        if (!envelope.involvesClient()) servers++;
    }

    void dropped() {
        dropped++;
    }

    /** Every message. */
    public long all() {
        return all;
    }

    /** Messages with no client at either end; a service counts as a server. */
    public long servers() {
        return servers;
    }

    /** Messages that a partition swallowed. */
    public long droppedMessages() {
        return dropped;
    }
}
