///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/CounterNode.java
//MAIN GroupCommitNode

// idea: group commit in seq-kv, and gossip for reads
// source: group commit: DeWitt et al., 1984
// passes: 4
// survives: partition, one-way, link, loss, duplication, reordering, service-timeout, spike, slow, pause, crash, clock

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Loop;
import node.Request;
import node.RpcError;

/**
 * 4.java's adds with 4-in-memory.java's reads. An add is acknowledged when the node's bucket in seq-kv has it, and all adds
 * that wait go in one write; a read answers at once from what the node has heard, even if the store cannot be reached. Every
 * PERIOD the nodes tell each other the sums that have changed.
 *
 * <p>A node that begins anew finds its own bucket in the store, and asks the others for theirs. It costs more than 4.java,
 * whose reads go to the store once a second, and buys reads that never wait.
 */
final class GroupCommitNode extends CounterNode {
    record Gossip(Map<String, Long> sums) implements Request<GossipOk> {}

    record GossipOk(Map<String, Long> sums) {}

    private static final Duration PERIOD = Duration.ofMillis(500);

    /** @param write the name of the write, no two alike, so that a compare-and-set that comes late or twice does nothing */
    record Bucket(long sum, String write) {}

    private final Kv<Bucket> kv = new Kv<>(this, Kv.SEQ, Bucket.class);
    private final Map<String, Long> sums = new TreeMap<>();
    private final Map<String, Map<String, Long>> known = new TreeMap<>(); // to each peer, as far as it has shown that
    private Bucket stored = new Bucket(0, "none");
    private long notStored;
    private List<Loop.Await<Void>> waiting = new ArrayList<>();
    private boolean storing;

    GroupCommitNode() {
        whenInitialised(() -> {
            peers().forEach(peer -> known.put(peer, new TreeMap<>()));
            go(this::store); // of nothing: finds what an earlier life has stored
        });
        on(Gossip.class, (m, from) -> {
            learn(from, m.sums());
            return new GossipOk(sums);
        });
        every(PERIOD, () -> peers().forEach(peer -> go(() -> tell(peer))));
    }

    @Override
    void add(long delta) {
        notStored += delta;
        store();
    }

    @Override
    long value() {
        return total(sums);
    }

    private void learn(String peer, Map<String, Long> heard) {
        heard.forEach((node, sum) -> {
            sums.merge(node, sum, Math::max);
            known.get(peer).merge(node, sum, Math::max);
        });
    }

    /** Where the peer does not answer, the next period is the next try. */
    private void tell(String peer) {
        if (sums.equals(known.get(peer))) return;
        var told = new TreeMap<>(sums);
        var answer = rpc(peer, new Gossip(told));
        learn(peer, told);
        learn(peer, answer.sums());
    }

    private void store() {
        Loop.Await<Void> done = promise();
        waiting.add(done);
        if (!storing) go(this::storeAll);
        storing = true;
        done.get();
    }

    private void storeAll() {
        while (!waiting.isEmpty()) {
            var group = waiting;
            waiting = new ArrayList<>();
            long delta = notStored;
            var write = Long.toHexString(random().nextLong());
            stored = retry(() -> tryToStore(delta, write));
            notStored -= delta;
            sums.put(id(), stored.sum());
            group.forEach(done -> done.complete(null));
        }
        storing = false;
    }

    private Bucket tryToStore(long delta, String write) {
        var next = new Bucket(stored.sum() + delta, write);
        if (kv.casOrCreate(id(), stored, next)) return next;
        stored = kv.read(id()).orElseThrow(); // the newest: only this node writes it
        if (stored.write().equals(write)) return stored;
        throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "an earlier life of this node has written " + stored);
    }

    void main() {
        serve();
    }
}
