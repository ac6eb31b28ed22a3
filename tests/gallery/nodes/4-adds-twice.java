///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN CounterNode

import node.Node;
import node.Request;

/**
 * Wrong: each delta is sent to every peer until it is acknowledged, and added as often as it arrives. Where a partition begins
 * between the delta and its acknowledgement, the peer gets it again after the heal. Shows as a wrong final read.
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
