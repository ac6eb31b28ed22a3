///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/CounterNode.java
//MAIN BucketsNode

// idea: a bucket a node in seq-kv; a read reads all buckets plainly
// source: github.com/jepsen-io/maelstrom/issues/47; github.com/denpeshkov/gossip-glomers
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import kv.Kv;

/**
 * Each node keeps its own sum under its own name in seq-kv, so that nobody collides; a read adds all of them up. The counter
 * of the textbook, laid out in a store.
 *
 * <p>It costs two messages an add and two a node a read, and fails like 4-one-key-plain.java: another's bucket may be shown as
 * it was long ago, and the newest write is the one that nobody else need ever see. Its author took that for a bug of the
 * store. It is what sequential means.
 */
class BucketsNode extends CounterNode {
    private final Kv<Long> kv = new Kv<>(this, Kv.SEQ, Long.class);

    @Override
    final void add(long delta) {
        while (true) {
            long own = retry(() -> bucket(id())); // the newest: only this node writes it
            if (kv.casOrCreate(id(), own, own + delta)) return;
        }
    }

    @Override
    long value() {
        long sum = 0;
        for (var node : nodes()) sum += retry(() -> bucket(node));
        return sum;
    }

    final long bucket(String node) {
        return kv.read(node).orElse(0L);
    }

    void main() {
        serve();
    }
}
