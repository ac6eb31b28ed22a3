///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 20
// look-alike: challenges/4.java

import node.Node;
import node.Request;

/**
 * Each delta is sent to every peer until it is acknowledged, and added as often as it arrives. Where a partition begins between
 * the delta and its acknowledgement, the peer gets it again after the heal.
 */
final class CounterNode extends Node implements CounterMessages {
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
