///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3e-flat-tree-batches.java
//SOURCES parts/BatchNode.java
//SOURCES parts/Tree.java
//SOURCES parts/BroadcastNode.java
//MAIN TwoPeriodsNode

// idea: a flat tree with batches; the leaves every 100 ms, the root every 500 ms
// source: published in Rust: 1.99 messages an operation, median 339 ms, at most 678 ms
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;

/**
 * 3e-flat-tree-batches.java, whose leaves wait less. At 2 values a second a leaf seldom has two together, so waiting there
 * saves hardly anything: the root's period decides the messages, and the leaf's only adds to the latency. 3d.java's leaves do
 * not wait.
 */
final class TwoPeriodsNode extends FlatTreeBatchNode {
    @Override
    Duration period() {
        boolean isRoot = id().equals(nodes().getFirst());
        return Duration.ofMillis(isRoot ? 500 : 100);
    }

    void main() {
        serve();
    }
}
