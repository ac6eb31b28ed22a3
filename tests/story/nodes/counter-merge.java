///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/CounterMessages.java
//MAIN CounterNode

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Notice;

/** Who heard of two adds is short by one. Beside that shares are merged by maximum, each node's by itself, as they should be. */
final class CounterNode extends Node implements CounterMessages {
    record Gossip(String node, long share, int adds) implements Notice {}

    private final Map<String, Long> shares = new HashMap<>();
    private int adds;
    private boolean isShort;

    CounterNode() {
        on(Read.class, m -> new ReadOk(sum() - (isShort ? 1 : 0)));
        on(Add.class, m -> {
            shares.merge(id(), m.delta(), Long::sum);
            adds++;
            return new AddOk();
        });
        on(Gossip.class, m -> {
            isShort |= shares.containsKey(m.node()) && m.adds() > 1;
            shares.merge(m.node(), m.share(), Math::max);
        });
        every(Duration.ofMillis(100), () -> {
            if (adds == 0) return;
            for (var peer : peers()) send(peer, new Gossip(id(), shares.get(id()), adds));
        });
    }

    private long sum() {
        return shares.values().stream().mapToLong(share -> share).sum();
    }

    void main() {
        serve();
    }
}
