///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: -w g-counter --node-count 3 --time-limit 20 --rate 30 --faults loss
// warned of: diverged
// seeds: 20
// look-alike: challenges/4.java

import node.Node;
import node.Request;

/**
 * An add is told to every node, and acknowledged when all have answered. Where one does not answer the client hears a timeout;
 * some nodes have counted it, others not, for ever.
 */
final class CounterNode extends Node implements CounterMessages {
    record Count(long delta) implements Request<CountOk> {}

    record CountOk() {}

    private long sum;

    CounterNode() {
        on(Read.class, m -> new ReadOk(sum));
        on(Add.class, m -> {
            for (var node : nodes()) rpc(node, new Count(m.delta()));
            return new AddOk();
        });
        on(Count.class, m -> {
            sum += m.delta();
            return new CountOk();
        });
    }

    void main() {
        serve();
    }
}
