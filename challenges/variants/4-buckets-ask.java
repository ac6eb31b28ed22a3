///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 4-buckets-plain.java
//SOURCES parts/CounterNode.java
//MAIN AskingNode

// idea: a bucket a node in seq-kv; a read asks each node for its own
// source: github.com/teivah/gossip-glomers; github.com/mdvsh/gossip-glomers
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import node.Request;

/**
 * 4-buckets-plain.java put right: a node's bucket is read by that node, which has written it and so cannot be shown an older
 * one. A reader asks all the others, and each reads its own.
 *
 * <p>It costs four messages a node a read. And a read needs every node: under a cut it stands still until the client gives up,
 * and few operations are done. That is consistency bought with availability where the challenge needs neither.
 */
class AskingNode extends BucketsNode {
    record ReadOwn() implements Request<ReadOk> {}

    AskingNode() {
        on(ReadOwn.class, m -> new ReadOk(own()));
    }

    @Override
    long value() {
        long sum = own();
        for (var peer : peers()) sum += retry(() -> rpc(peer, new ReadOwn())).value();
        return sum;
    }

    final long own() {
        return retry(() -> bucket(id()));
    }

    void main() {
        serve();
    }
}
