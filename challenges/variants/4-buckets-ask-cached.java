///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN CounterNode

// idea: a bucket a node in seq-kv; a read asks each node, and takes what it last heard from one that does not answer
// source: github.com/teivah/gossip-glomers
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import java.util.Map;
import java.util.TreeMap;
import kv.Kv;
import node.Node;
import node.Request;
import node.RpcError;

/**
 * 4-buckets-ask.java with a cache: where a node does not answer within a second, its last known sum has to do. Reads are
 * available then, though slow, and old by as much as the cut is; the clients of the official run have time for that.
 *
 * <p>It costs what 4-buckets-ask.java does, also where nothing has changed.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    record ReadOwn() implements Request<ReadOk> {}

    private final Kv<Long> kv = new Kv<>(this, Kv.SEQ, Long.class);
    private final Map<String, Long> lastKnown = new TreeMap<>();

    CounterNode() {
        on(Add.class, m -> {
            while (true) {
                long own = retry(this::own);
                if (kv.casOrCreate(id(), own, own + m.delta())) return new AddOk();
            }
        });
        on(Read.class, m -> {
            lastKnown.put(id(), retry(this::own));
            for (var peer : peers()) {
                try {
                    lastKnown.merge(peer, rpc(peer, new ReadOwn()).value(), Math::max);
                } catch (RpcError e) {
                    log("what " + peer + " last said has to do: " + e.getMessage());
                }
            }
            return new ReadOk(
                    lastKnown.values().stream().mapToLong(Long::longValue).sum());
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
