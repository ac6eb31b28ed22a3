///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//SOURCES ../shared/kv/*.java
//MAIN CounterNode

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Loop;
import node.Node;
import node.Request;
import node.RpcError;

/**
 * 4: A counter on seq-kv. Each node keeps the sum of its own adds under its own name, and nobody else writes there: no add is
 * lost to another. An add is acknowledged when seq-kv has it; those that come meanwhile go together in the next write.
 *
 * <p>What a client of seq-kv reads may be old, for ever, unless it writes: a write is made to the newest state, and its writer
 * sees no older one afterwards. (Maelstrom's seq-kv does so; to be sequentially consistent a store need not.) So a node writes
 * its own sum and then reads the others' when a client asks and what it knows is no longer FRESH. Nodes never talk to each
 * other: a partition between them changes nothing, and a node that starts anew finds all it needs under its name.
 */
final class CounterNode extends Node {
    /** How old a sum may be that a client reads, for the sake of few messages. */
    private static final Duration FRESH = Duration.ofSeconds(1);

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

    // tag::state[]
    private final Kv<Share> kv = new Kv<>(this, Kv.SEQ, Share.class);
    private final Map<String, Long> others = new TreeMap<>();
    private Share own = new Share(0, "none");
    private long notStored; // the sum of the adds that wait
    // end::state[]
    private List<Loop.Await<Void>> waitForStore = new ArrayList<>();
    private List<Loop.Await<Void>> waitForSums = new ArrayList<>();
    private boolean storing;
    private boolean reading;
    private int begun; // rounds of reading the sums
    private int done;
    private int old; // up to this one they began longer than FRESH ago

    CounterNode() {
        // tag::handlers[]
        on(Add.class, m -> {
            notStored += m.delta();
            store();
            return new AddOk();
        });
        on(Read.class, m -> {
            if (done <= old) readSums();
            long sum = others.values().stream().mapToLong(Long::longValue).sum();
            return new ReadOk(own.sum() + sum);
        });
        // end::handlers[]
    }

    /** Returns when all adds so far are in seq-kv. */
    private void store() {
        Loop.Await<Void> stored = promise();
        waitForStore.add(stored);
        if (!storing) go(this::storeAll);
        storing = true;
        stored.get();
    }

    // tag::store[]
    private void storeAll() {
        while (!waitForStore.isEmpty()) {
            var waiting = waitForStore;
            waitForStore = new ArrayList<>();
            long delta = notStored;
            var write = Long.toHexString(random().nextLong()) + Long.toHexString(random().nextLong());
            own = retry(() -> tryToStore(delta, write));
            notStored -= delta;
            waiting.forEach(stored -> stored.complete(null));
        }
        storing = false;
    }
    // end::store[]

    // tag::cas[]
    private Share tryToStore(long delta, String write) {
        var next = new Share(own.sum() + delta, write);
        if (kv.casOrCreate(id(), own, next)) return next;
        own = kv.read(id()).orElseThrow(); // up to date: the last one to write this key was this node
        if (own.write().equals(write)) return own; // by an attempt whose answer did not come
        throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "an earlier life of this node has written " + own);
    }
    // end::cas[]

    /** Returns when the sums that are known are those of this moment or newer. */
    private void readSums() {
        Loop.Await<Void> read = promise();
        waitForSums.add(read);
        if (!reading) go(this::readAll);
        reading = true;
        read.get();
    }

    // tag::read[]
    private void readAll() {
        while (!waitForSums.isEmpty()) {
            var waiting = waitForSums;
            waitForSums = new ArrayList<>();
            int round = ++begun;
            go(() -> {
                sleep(FRESH);
                old = round;
            });
            store(); // nothing, perhaps; but whoever has written reads what is new
            var sums = new TreeMap<String, Loop.Await<Long>>();
            for (var peer : peers()) {
                Loop.Await<Long> sum = promise();
                sums.put(peer, sum);
                go(() -> sum.complete(retry(() -> kv.read(peer)).map(Share::sum).orElse(0L)));
            }
            sums.forEach((peer, sum) -> others.put(peer, sum.get()));
            done = round;
            waiting.forEach(read -> read.complete(null));
        }
        reading = false;
    }
    // end::read[]

    void main() {
        serve();
    }
}
