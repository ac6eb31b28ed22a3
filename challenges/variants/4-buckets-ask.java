///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN CounterNode

// idea: a bucket a node in seq-kv; a read asks each node for its own
// source: github.com/teivah/gossip-glomers; github.com/mdvsh/gossip-glomers
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import kv.Kv;
import node.Node;
import node.Request;

/**
 * 4-buckets-plain.java put right: a node's bucket is read by that node, which has written it and so cannot be shown an older
 * one. A reader asks all the others, and each reads its own.
 *
 * <p>It costs four messages a node a read. And a read needs every node: under a cut it stands still until the client gives up,
 * and few operations are done. That is consistency bought with availability where the challenge needs neither.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    record ReadOwn() implements Request<ReadOk> {}

    private final Kv<Long> kv = new Kv<>(this, Kv.SEQ, Long.class);

    CounterNode() {
        on(Add.class, m -> {
            while (true) {
                long own = retry(this::own);
                if (kv.casOrCreate(id(), own, own + m.delta())) return new AddOk();
            }
        });
        on(Read.class, m -> {
            long sum = retry(this::own);
            for (var peer : peers())
                sum += retry(() -> rpc(peer, new ReadOwn())).value();
            return new ReadOk(sum);
        });
        on(ReadOwn.class, m -> new ReadOk(retry(this::own)));
    }

    private long own() {
        return kv.read(id()).orElse(0L);
    }

    void main() {
        serve();
    }
}
