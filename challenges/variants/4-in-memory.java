///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/CounterNode.java
//MAIN DeltaStateNode

// idea: a state-based counter that tells each node only what that one does not have yet
// source: delta-state replicated data types: Almeida, Shoker, Baquero, 2018
// passes: 4
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import node.Request;

/**
 * The counter without a store. Each life of a node has a sum, which only grows, and of two the greater one counts. A node owes
 * each peer the sums that this one has not acknowledged, and once a PERIOD sends all that it owes: so a change costs a message
 * and an acknowledgement a link, however many adds it holds, and where nothing is added nothing is sent.
 *
 * <p>Every operation is answered at once, also during a cut. What an acknowledgement means: the add is in this node's memory,
 * and lost with it if the node ends within about a period. 4.java's meaning is that seq-kv has it, and costs more.
 */
final class DeltaStateNode extends CounterNode {
    record Merge(Map<String, Long> sums) implements Request<MergeOk> {}

    record MergeOk() {}

    /** How old another node's sum may be that a client reads, for the sake of few messages. */
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Map<String, Long> sums = new TreeMap<>(); // by node and life
    private final Map<String, Set<String>> owed = new TreeMap<>();
    private String life; // a node that begins anew must not be taken for one that has forgotten its adds

    DeltaStateNode() {
        whenInitialised(() -> {
            life = id() + "-" + Long.toHexString(random().nextLong());
            peers().forEach(peer -> owed.put(peer, new HashSet<>()));
        });
        on(Merge.class, (m, from) -> {
            m.sums().forEach((node, sum) -> learn(node, sum, from));
            return new MergeOk();
        });
    }

    @Override
    void add(long delta) {
        learn(life, sums.getOrDefault(life, 0L) + delta, id());
    }

    @Override
    long value() {
        return total(sums);
    }

    /** What is news is passed on, so it also finds its way around a cut link. */
    private void learn(String node, long sum, String source) {
        if (sum <= sums.getOrDefault(node, 0L)) return;
        sums.put(node, sum);
        for (var peer : peers()) if (!peer.equals(source)) owe(peer, node);
    }

    private void owe(String peer, String node) {
        var debt = owed.get(peer);
        if (debt.isEmpty()) go(() -> pay(peer, debt)); // otherwise it is being paid already
        debt.add(node);
    }

    private void pay(String peer, Set<String> debt) {
        while (!debt.isEmpty()) {
            sleep(PERIOD);
            var paid = retry(() -> {
                var payment = new TreeMap<>(sums);
                payment.keySet().retainAll(debt);
                rpc(peer, new Merge(payment));
                return payment;
            });
            debt.removeIf(node -> sums.get(node).equals(paid.get(node))); // unless it has grown since
        }
    }

    void main() {
        serve();
    }
}
