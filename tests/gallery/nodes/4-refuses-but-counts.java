///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

// run: 4
// warned of: aborted add
// seeds: 5
// look-alike: challenges/4.java

import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Request;
import node.RpcError;

/**
 * An add is refused, by an error that says that it did not happen, where a peer cannot be reached. It stays in the node's own
 * share, and the next one tells everybody. For Maelstrom a refused add may have happened.
 */
final class CounterNode extends Node implements CounterMessages {
    record Learn(long share) implements Request<LearnOk> {}

    record LearnOk() {}

    private final Map<String, Long> shares = new HashMap<>();

    CounterNode() {
        on(
                Read.class,
                m -> new ReadOk(
                        shares.values().stream().mapToLong(share -> share).sum()));
        on(Add.class, m -> {
            shares.merge(id(), m.delta(), Long::sum);
            for (var peer : peers()) tell(peer);
            return new AddOk();
        });
        on(Learn.class, (m, from) -> {
            shares.merge(from, m.share(), Math::max);
            return new LearnOk();
        });
    }

    private void tell(String peer) {
        try {
            rpc(peer, new Learn(shares.get(id())));
        } catch (RpcError e) {
            throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, peer + " cannot be reached");
        }
    }

    void main() {
        serve();
    }
}
