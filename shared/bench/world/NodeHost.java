package bench.world;

import bench.source.Guard;
import bench.source.Guard.NodeEnded;
import bench.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import node.Driver;
import node.Loop;
import node.Message;
import node.Node;

/** A {@link Node} that lives on the world's own loop: a node under test in the simulation, a client, or a service. */
final class NodeHost implements Driver, Inhabitant {
    private static final Instant WORLD_BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private final World world;
    private final String id;
    private final Node node;
    private final RandomGenerator random;
    private final Correspondence correspondence; // a client's; null for others
    private long timersSet;
    private boolean stopped;

    NodeHost(World world, String id, Node node) {
        this.world = world;
        this.id = id;
        this.node = node;
        this.random = world.randomness().stream("node " + id, world.loop()::nanoTime);
        this.correspondence = Envelope.isClient(id) ? new Correspondence() : null;
        node.start(this);
    }

    @Override
    public void receive(Envelope envelope) {
        if (stopped) return;
        var task = traced(trace -> trace.received(world.loop().nanoTime(), envelope, id), () -> {
            receive(Message.parse(envelope.line(), 0, envelope.line().length));
        });
        run(task);
    }

    /** The same task, whose begin and end are noted where anybody wants to know. */
    private Runnable traced(Consumer<Trace> begin, Runnable task) {
        var trace = world.trace();
        if (trace == null) return task;
        return () -> {
            begin.accept(trace);
            try {
                task.run();
            } finally {
                trace.ended(world.loop().nanoTime());
            }
        };
    }

    private void receive(Message message) {
        if (correspondence == null) {
            node.receive(message);
        } else {
            var wrong = correspondence.received(message);
            if (wrong != null) world.warn(wrong);
            node.receive(correspondence.asAsked(message));
        }
    }

    /** A node under test may do anything: what it throws past its own handling ends the run, not the bench. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (Loop.Stopped e) {
            throw e;
        } catch (Error e) {
            Guard.ended();
            world.fail(id + " " + (e instanceof NodeEnded ? e.getMessage() : "threw " + e) + where(e));
            world.loop().close();
        }
    }

    private static String where(Throwable e) {
        return Guard.place(e.getStackTrace())
                .map(frame -> ", at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
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
        requireOwnTurn();
        if (correspondence != null) correspondence.sent(message);
        world.network().send(new Envelope(message.src(), message.dest(), message.toBytes()));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        requireOwnTurn();
        if (++timersSet > world.mostTimers())
            throw new NodeEnded("sets timers without end: more than " + world.mostTimers());
        var setBy = world.trace() == null ? null : world.trace().runningTask();
        var traced = traced(trace -> trace.woke(world.loop().nanoTime(), id, setBy), task);
        world.loop().after(TimeUnit.NANOSECONDS.convert(delay), () -> {
            if (!stopped) run(traced);
        });
    }

    /** Where a node has threads of its own, their doings are not for the seed to decide, and nothing here could stand them. */
    private void requireOwnTurn() {
        if (world.loop().isRunBy(Thread.currentThread())) return;
        var what = "acts on a thread of its own; every(), go() and sleep() are there instead";
        world.fail(id + " " + what);
        throw new NodeEnded(what);
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
        world.log(id, line.replace(Guard.LOADER + "//", ""));
    }
}
