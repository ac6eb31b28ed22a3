///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/CounterNode.java
//MAIN DeltasOnceNode

// idea: every add is sent once to all
// source: folklore: an operation-based counter
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 5

import node.Notice;

/**
 * An operation-based counter (Shapiro et al., 2011): each node has a copy and sends every add to all others. Adds commute, so
 * their order does not matter. One message a peer an add, nothing for a read.
 *
 * <p>It fails with the first message that is lost: operations must arrive exactly once, and that is for a layer below to see
 * to. There is none.
 */
final class DeltasOnceNode extends CounterNode {
    record Apply(long delta) implements Notice {}

    private long value;

    DeltasOnceNode() {
        on(Apply.class, m -> {
            value += m.delta();
        });
    }

    @Override
    void add(long delta) {
        value += delta;
        for (var peer : peers()) send(peer, new Apply(delta));
    }

    @Override
    long value() {
        return value;
    }

    void main() {
        serve();
    }
}
