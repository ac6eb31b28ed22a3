///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN CounterNode

// idea: every add is sent once to all
// source: folklore: an operation-based counter
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 5

import node.Node;
import node.Notice;
import node.Request;

/**
 * An operation-based counter (Shapiro et al., 2011): each node has a copy and sends every add to all others. Adds commute, so
 * their order does not matter. One message a peer an add, nothing for a read.
 *
 * <p>It fails with the first message that is lost: operations must arrive exactly once, and that is for a layer below to see
 * to. There is none.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    record Apply(long delta) implements Notice {}

    private long value;

    CounterNode() {
        on(Read.class, m -> new ReadOk(value));
        on(Add.class, m -> {
            value += m.delta();
            for (var peer : peers()) send(peer, new Apply(m.delta()));
            return new AddOk();
        });
        on(Apply.class, m -> {
            value += m.delta();
        });
    }

    void main() {
        serve();
    }
}
