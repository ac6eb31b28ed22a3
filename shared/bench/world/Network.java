package bench.world;

import bench.trace.Trace;
import bench.world.faults.Act;
import bench.world.faults.Cut;
import bench.world.faults.Effect;
import bench.world.faults.Fates;
import bench.world.faults.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import node.Loop;

/** Carries messages to mailboxes, late and out of order, and does to them what goes wrong at the moment. */
public final class Network {
    private static final int LAST_LINKS = 50;

    private final Loop loop;
    private final Latency latency;
    private final Consumer<Envelope> whenNobody;
    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private final Traffic traffic = new Traffic();
    private final Damage damage = new Damage();
    private final Deque<Link> lastLinks = new ArrayDeque<>(); // of the last messages between servers
    private final List<Act> current = new ArrayList<>();
    private final Trace trace; // null where nobody wants one
    private Fates fates; // null while none are drawn
    private final Map<String, Long> lastStruckNanos =
            new HashMap<>(); // when fates last struck a message, by whose it was

    /** @param whenNobody told of each message to an inhabitant that there is not, or not any more */
    Network(Loop loop, Latency latency, Consumer<Envelope> whenNobody, Trace trace) {
        this.trace = trace;
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
        if (trace != null) trace.sent(envelope, envelope.message());
        if (!mailboxes.containsKey(envelope.dest())) whenNobody.accept(envelope);
        else if (fates == null || envelope.involvesClient()) carry(envelope, 0);
        else tempt(envelope);
    }

    private void tempt(Envelope envelope) {
        var src = envelope.src();
        var dest = envelope.dest();
        if (lastLinks.size() == LAST_LINKS) lastLinks.removeFirst();
        lastLinks.addLast(Link.between(src, dest));
        var drawn = fates.draw(src, dest, World.SERVICES.contains(src), loop.nanoTime());
        if (drawn.isEmpty()) {
            carry(envelope, 0);
            return;
        }
        var act = drawn.get();
        lastStruckNanos.put(src, loop.nanoTime());
        lastStruckNanos.put(dest, loop.nanoTime());
        damage.began(act);
        damage.struck(act);
        if (trace != null) trace.befell(envelope, act);
        var delaysNanos = act.effect() instanceof Effect.Fate fate ? fate.delaysNanos() : List.of(0L);
        if (delaysNanos.isEmpty()) lose(envelope, act);
        for (long delayNanos : delaysNanos) carry(envelope, delayNanos);
    }

    /** Whether a message from or to {@code id} was lost, doubled or held back, by itself, from {@code sinceNanos} on. */
    boolean wasStruck(String id, long sinceNanos) {
        return lastStruckNanos.getOrDefault(id, Long.MIN_VALUE) >= sinceNanos;
    }

    private void lose(Envelope envelope, Act act) {
        traffic.lost(envelope);
        if (trace != null) trace.lost(envelope, act);
    }

    private void carry(Envelope envelope, long heldBackNanos) {
        if (loop instanceof Scheduler scheduler) {
            scheduler.send(envelope, () -> deliver(envelope, 0));
            return;
        }
        long nanos = latency.drawTransitNanos() + heldBackNanos + spikeNanos(envelope);
        loop.after(nanos, () -> deliver(envelope, latency.drawNanos(envelope)));
    }

    // tag::spike[]
    private long spikeNanos(Envelope envelope) {
        long nanos = 0;
        for (var act : current) {
            if (!(act.effect() instanceof Effect.Spike(long delayNanos)) || envelope.involvesClient()) continue;
            damage.struck(act);
            nanos += delayNanos;
        }
        return nanos;
    }
    // end::spike[]

    private void deliver(Envelope envelope, long delayNanos) {
        var mailbox = mailboxes.get(envelope.dest());
        if (mailbox != null) mailbox.put(envelope, delayNanos); // else it was a client, and has been closed since
    }

    private boolean passes(Envelope envelope) {
        boolean passes = true;
        for (var act : current) {
            if (!keepsBack(act.effect(), envelope)) continue;
            damage.struck(act);
            if (passes) lose(envelope, act);
            passes = false;
        }
        if (passes) traffic.arrived(envelope);
        return passes;
    }

    private static boolean keepsBack(Effect effect, Envelope envelope) {
        return switch (effect) {
            case Cut cut -> cut.separates(envelope.src(), envelope.dest());
            case Effect.Crash(var node) -> node.equals(envelope.dest());
            default -> false;
        };
    }

    void begin(Act act) {
        damage.began(act);
        if (act.effect() instanceof Effect.OfNode) damage.struck(act);
        current.add(act);
        if (trace != null) trace.began(act);
    }

    void end(Act act) {
        current.remove(act);
        if (trace != null) trace.over(act);
    }

    /** @param fates for each message to come; null for none */
    public void tempt(Fates fates) {
        this.fates = fates;
    }

    /** The links that have carried the last messages between servers, one for each message. */
    public List<Link> lastLinks() {
        return List.copyOf(lastLinks);
    }

    public Damage damage() {
        return damage;
    }

    public Traffic traffic() {
        return traffic;
    }
}
