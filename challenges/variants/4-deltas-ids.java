///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/CounterNode.java
//MAIN NamedDeltasNode

// idea: every add has a name and is sent to all until it is acknowledged
// source: folklore: an operation-based counter, exactly once
// passes: 4
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.util.HashSet;
import java.util.Set;
import node.Request;

/**
 * 4-deltas-retried.java put right: every add has a name, and one that comes again is known by it. At least once, and not
 * twice, is exactly once.
 *
 * <p>It costs two messages a peer an add, and memory for every add that ever was; 4-in-memory.java has one number a node
 * instead.
 */
final class NamedDeltasNode extends CounterNode {
    record Apply(String name, long delta) implements Request<ApplyOk> {}

    record ApplyOk() {}

    private final Set<String> applied = new HashSet<>();
    private long value;

    NamedDeltasNode() {
        on(Apply.class, m -> {
            if (applied.add(m.name())) value += m.delta();
            return new ApplyOk();
        });
    }

    @Override
    void add(long delta) {
        value += delta;
        var apply = new Apply(id() + "-" + Long.toHexString(random().nextLong()), delta);
        for (var peer : peers()) go(() -> retry(() -> rpc(peer, apply)));
    }

    @Override
    long value() {
        return value;
    }

    void main() {
        serve();
    }
}
