///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN CounterNode

// idea: a bucket a node in seq-kv; a read reads all buckets plainly
// source: github.com/jepsen-io/maelstrom/issues/47; github.com/denpeshkov/gossip-glomers
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import kv.Kv;
import node.Node;
import node.Request;

/**
 * Each node keeps its own sum under its own name in seq-kv, so that nobody collides; a read adds all of them up. The counter
 * of the textbook, laid out in a store.
 *
 * <p>It costs two messages an add and two a node a read, and fails like 4-one-key-plain.java: another's bucket may be shown as
 * it was long ago, and the newest write is the one that nobody else need ever see. Its author took that for a bug of the
 * store. It is what sequential means.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    private final Kv<Long> kv = new Kv<>(this, Kv.SEQ, Long.class);

    CounterNode() {
        on(Add.class, m -> {
            while (true) {
                long own = retry(() -> bucket(id())); // the newest: only this node writes it
                if (kv.casOrCreate(id(), own, own + m.delta())) return new AddOk();
            }
        });
        on(Read.class, m -> {
            long sum = 0;
            for (var node : nodes()) sum += retry(() -> bucket(node));
            return new ReadOk(sum);
        });
    }

    private long bucket(String node) {
        return kv.read(node).orElse(0L);
    }

    void main() {
        serve();
    }
}
