package bench.world;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import node.Driver;
import node.Loop;
import node.Message;
import node.Node;

/** A {@link Node} that lives on the world's own loop: a node under test in the simulation, a client, or a service. */
final class NodeHost implements Driver, Inhabitant {
    private static final Instant WORLD_BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private final World world;
    private final Node node;
    private final RandomGenerator random;
    private boolean stopped;

    NodeHost(World world, String id, Node node) {
        this.world = world;
        this.node = node;
        this.random = world.randomness().stream("node " + id);
        node.start(this);
    }

    @Override
    public void receive(Envelope envelope) {
        if (!stopped) node.receive(Message.parse(envelope.line(), 0, envelope.line().length));
    }

    /** Ends all that the node does. */
    void stop() {
        stopped = true;
        world.loop().stop(node);
    }

    @Override
    public Loop loop() {
        return world.loop();
    }

    @Override
    public void send(Message message) {
        world.network().send(new Envelope(message.src(), message.dest(), message.toBytes()));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        world.loop().after(delay.toNanos(), () -> {
            if (!stopped) task.run();
        });
    }

    @Override
    public Instant now() {
        return WORLD_BEGAN.plusNanos(world.loop().nanoTime());
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void log(String line) {
        world.log(node.id(), line);
    }
}
