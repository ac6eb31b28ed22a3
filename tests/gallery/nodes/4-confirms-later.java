///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4 --faults service-timeout
// warned of: stray message
// told: sent a client what is no answer|answered a client that had gone
// seeds: 5
// look-alike: challenges/4.java

import java.util.HashMap;
import java.util.Map;
import kv.Kv;
import node.Node;
import node.Notice;

/** An add is acknowledged at once, and once more when it is stored: by a message that no client has asked for or waits for. */
final class CounterNode extends Node implements CounterMessages {
    record AddStored(long delta) implements Notice {}

    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);
    private final Map<String, Long> shares = new HashMap<>();

    CounterNode() {
        on(Read.class, m -> {
            for (var node : nodes())
                shares.merge(node, retry(() -> store.read(node)).orElse(0L), Math::max);
            return new ReadOk(shares.values().stream().mapToLong(share -> share).sum());
        });
        on(Add.class, (m, from) -> {
            shares.merge(id(), m.delta(), Long::sum);
            go(() -> {
                retry(() -> {
                    store.write(id(), shares.get(id()));
                    return true;
                });
                send(from, new AddStored(m.delta()));
            });
            return new AddOk();
        });
    }

    void main() {
        serve();
    }
}
