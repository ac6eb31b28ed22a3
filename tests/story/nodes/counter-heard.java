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

/** With a second node a read is short by one. Beside that each node counts how often it was told what the others have. */
final class CounterNode extends Node implements CounterMessages {
    record Gossip(long share) implements Notice {}

    private final Map<String, Long> shares = new HashMap<>();
    private long heard;

    CounterNode() {
        on(Read.class, m -> new ReadOk(sum() - peers().size()));
        on(Add.class, m -> {
            shares.merge(id(), m.delta(), Long::sum);
            return new AddOk();
        });
        on(Gossip.class, (m, from) -> {
            shares.merge(from, m.share(), Math::max);
            heard++;
        });
        every(Duration.ofSeconds(2), () -> {
            for (var peer : peers()) send(peer, new Gossip(shares.getOrDefault(id(), 0L)));
        });
    }

    private long sum() {
        return shares.values().stream().mapToLong(share -> share).sum();
    }

    void main() {
        serve();
    }
}
