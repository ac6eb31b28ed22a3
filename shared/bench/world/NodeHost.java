package bench.world;

import bench.source.Guard;
import bench.source.Guard.NodeEnded;
import bench.source.NodeOutput;
import bench.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import node.Driver;
import node.Loop;
import node.Message;
import node.Node;

/** A {@link Node} that lives on the world's own loop: a node under test in the simulation, or a client. */
final class NodeHost implements Driver, Inhabitant {
    private static final Instant WORLD_BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private final World world;
    private final String id;
    private final Node node;
    private final RandomGenerator random;
    private final Correspondence correspondence; // a client's; null for others
    private final NodeOutput.Lines printed = new NodeOutput.Lines(this::note);
    private final ArrayDeque<Runnable> held = new ArrayDeque<>(); // in the order they came, while slow or paused
    private long timersSet;
    private boolean willRunHeld;
    private boolean stopped;

    NodeHost(World world, String id, Node node) {
        this.world = world;
        this.id = id;
        this.node = node;
        this.random = world.chanceOfLife(id);
        this.correspondence = Envelope.isClient(id) ? new Correspondence() : null;
        node.start(this);
    }

    @Override
    public void receive(Envelope envelope) {
        come(traced(trace -> trace.received(envelope, id), () -> receive(envelope.message())));
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
                trace.ended();
            }
        };
    }

    /** Whatever a node does begins here, with a message or a timer. */
    private void come(Runnable task) {
        if (stopped) return;
        if (!world.isPaused(id) && world.paceNanos(id) == 0 && held.isEmpty()) {
            run(task);
        } else {
            held.add(task);
            runHeldSoon();
        }
    }

    private void runHeldSoon() {
        if (willRunHeld || world.isPaused(id) || held.isEmpty()) return;
        willRunHeld = true;
        world.loop().after(world.paceNanos(id), this::runHeld);
    }

    private void runHeld() {
        willRunHeld = false;
        if (stopped || world.isPaused(id)) return;
        var task = held.poll();
        runHeldSoon(); // the next one: this one may await
        run(task);
    }

    /** After a pause: what has come is done, as fast as the node can. */
    void resume() {
        runHeldSoon();
    }

    /** A client answers nobody. */
    private void receive(Message message) {
        if (correspondence == null) {
            node.receive(message);
        } else {
            correspondence.received(message).ifPresent(world::warn);
            if (message.inReplyTo() != null) node.receive(correspondence.asAsked(message));
        }
    }

    /** A node under test may do anything: what it throws past its own handling ends the run, not the bench. */
    private void run(Runnable task) {
        try {
            NodeOutput.into(printed, task);
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
        endLine();
    }

    /** Puts into the log what the node has printed of a line. */
    void endLine() {
        printed.endBegun();
    }

    @Override
    public Loop loop() {
        return world.loop();
    }

    @Override
    public void send(Message message) {
        requireOwnTurn();
        if (stopped) return;
        if (correspondence != null) correspondence.sent(message);
        world.send(Envelope.seal(message));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        requireOwnTurn();
        world.requireTame(++timersSet);
        var setBy = world.trace() == null ? null : world.trace().runningTask();
        var traced = traced(trace -> trace.woke(id, setBy), task);
        world.loop().after(TimeUnit.NANOSECONDS.convert(delay), () -> come(traced));
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
        return WORLD_BEGAN.plusNanos(world.loop().nanoTime() + world.clockOffsetNanos(id));
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void log(String line) {
        requireOwnTurn();
        note(line);
    }

    private void note(String line) {
        world.log(id, line.replace(Guard.LOADER + "//", ""));
    }
}
