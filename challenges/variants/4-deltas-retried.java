///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/CounterNode.java
//MAIN DeltasRetriedNode

// idea: every add is sent to all until it is acknowledged
// source: folklore: an operation-based counter, at least once
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import node.Request;

/**
 * 4-deltas-once.java with retries, which fails the other way: where the acknowledgement is lost and not the add, the add is
 * sent again and counts twice. A cut begins between the two rarely enough that many runs pass.
 */
final class DeltasRetriedNode extends CounterNode {
    record Apply(long delta) implements Request<ApplyOk> {}

    record ApplyOk() {}

    private long value;

    DeltasRetriedNode() {
        on(Apply.class, m -> {
            value += m.delta();
            return new ApplyOk();
        });
    }

    @Override
    void add(long delta) {
        value += delta;
        for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Apply(delta))));
    }

    @Override
    long value() {
        return value;
    }

    void main() {
        serve();
    }
}
