///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN CounterNode

// idea: every add is sent to all until it is acknowledged
// source: folklore: an operation-based counter, at least once
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import node.Node;
import node.Request;

/**
 * 4-deltas-once.java with retries, which fails the other way: where the acknowledgement is lost and not the add, the add is
 * sent again and counts twice. A cut begins between the two rarely enough that many runs pass.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    record Apply(long delta) implements Request<ApplyOk> {}

    record ApplyOk() {}

    private long value;

    CounterNode() {
        on(Read.class, m -> new ReadOk(value));
        on(Add.class, m -> {
            value += m.delta();
            for (var peer : peers()) go(() -> retry(() -> rpc(peer, new Apply(m.delta()))));
            return new AddOk();
        });
        on(Apply.class, m -> {
            value += m.delta();
            return new ApplyOk();
        });
    }

    void main() {
        serve();
    }
}
