///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//SOURCES ../shared/kv/*.java
//MAIN CounterNode

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import kv.Kv;
import node.Node;
import node.Request;
import node.RpcError;

/**
 * 4: A counter on seq-kv. Each node keeps the sum of its own adds under its own name, and nobody else writes there: no add is
 * lost to another. An add is acknowledged when seq-kv has it; those that come meanwhile go together in the next write.
 *
 * <p>What a client of seq-kv reads may be old, for ever, unless it writes: that brings it up to date. So a node writes its own
 * sum and then reads the others' when a client asks and what it knows is no longer FRESH. Nodes never talk to each other: a
 * partition between them changes nothing, and a node that starts anew finds all it needs under its name.
 */
final class CounterNode extends Node {
    /** How old a sum may be that a client reads, for the sake of few messages. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** How often a handler looks whether what another one does for it is done. */
    private static final Duration GLANCE = Duration.ofMillis(5);

    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    /**
     * One node's sum in seq-kv.
     *
     * @param write the name of the write that left it. No two are equal, so a compare-and-set that comes late or twice finds
     *     another value than it expects, and does nothing
     */
    record Share(long sum, String write) {}

    private final Kv<Share> kv = new Kv<>(this, Kv.SEQ, Share.class);
    private final Map<String, Long> others = new TreeMap<>();
    private Share own = new Share(0, "none");
    private String life;
    private long writes;
    private long adds;
    private long addsStored;
    private long notStored;
    private boolean writing;
    private boolean reading;
    private boolean fresh;

    CounterNode() {
        whenInitialised(() -> life = Long.toHexString(random().nextLong()));
        on(Add.class, m -> {
            notStored += m.delta();
            long number = ++adds;
            while (addsStored < number) write();
            return new AddOk();
        });
        on(Read.class, m -> {
            while (!fresh) refresh();
            return new ReadOk(own.sum()
                    + others.values().stream().mapToLong(Long::longValue).sum());
        });
    }

    /** Brings all adds so far into seq-kv, or waits while another handler does so with those before. */
    private void write() {
        if (writing) {
            until(() -> !writing);
            return;
        }
        writing = true;
        try {
            long upTo = adds;
            long delta = notStored;
            var name = life + "-" + ++writes;
            own = retry(() -> tryToWrite(delta, name));
            addsStored = upTo;
            notStored -= delta;
        } finally {
            writing = false;
        }
    }

    private Share tryToWrite(long delta, String name) {
        var next = new Share(own.sum() + delta, name);
        if (kv.casOrCreate(id(), own, next)) return next;
        own = kv.read(id()).orElseThrow(); // up to date: the last one to write this key was this node
        if (own.write().equals(name)) return own; // by an attempt whose answer did not come
        throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "an earlier life of this node has written " + own);
    }

    private void refresh() {
        if (reading) {
            until(() -> !reading);
            return;
        }
        reading = true;
        try {
            until(() -> !writing);
            write();
            var missing = new HashSet<>(peers());
            for (var peer : peers()) {
                go(() -> {
                    others.put(peer, retry(() -> kv.read(peer)).map(Share::sum).orElse(0L));
                    missing.remove(peer);
                });
            }
            until(missing::isEmpty);
            fresh = true;
            go(() -> {
                sleep(FRESH);
                fresh = false;
            });
        } finally {
            reading = false;
        }
    }

    private void until(BooleanSupplier done) {
        while (!done.getAsBoolean()) sleep(GLANCE);
    }

    void main() {
        serve();
    }
}
