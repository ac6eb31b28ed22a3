///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// caught for: wrong final read
// seeds: 5
// look-alike: challenges/4.java

import node.Node;
import node.Notice;

/** Each delta is sent to every peer once. The sum differs for ever where a partition swallowed one. */
final class CounterNode extends Node implements CounterMessages {
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
