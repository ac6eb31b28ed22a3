///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 4-buckets-ask.java
//SOURCES 4-buckets-plain.java
//SOURCES parts/CounterNode.java
//MAIN CachingNode

// idea: a bucket a node in seq-kv; a read asks each node, and takes what it last heard from one that does not answer
// source: github.com/teivah/gossip-glomers
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import java.util.Map;
import java.util.TreeMap;
import node.RpcError;

/**
 * 4-buckets-ask.java with a cache: where a node does not answer within a second, its last known sum has to do. Reads are
 * available then, though slow, and old by as much as the cut is; the clients of the official run have time for that.
 *
 * <p>It costs what 4-buckets-ask.java does, also where nothing has changed.
 */
final class CachingNode extends AskingNode {
    private final Map<String, Long> lastKnown = new TreeMap<>();

    @Override
    long value() {
        lastKnown.put(id(), own());
        for (var peer : peers()) {
            try {
                lastKnown.merge(peer, rpc(peer, new ReadOwn()).value(), Math::max);
            } catch (RpcError e) {
                log("what " + peer + " last said has to do: " + e.getMessage());
            }
        }
        return total(lastKnown);
    }

    void main() {
        serve();
    }
}
