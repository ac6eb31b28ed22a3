///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/TxnMessages.java
//MAIN TransactionNode

// run: 6c --time-limit 10 --rate 100 --nemesis-interval 2
// warned of: diverged
// seeds: 20

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Notice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The later of two writes wins everywhere, but each is told only once, and what a partition swallows the other never hears of.
 */
final class TransactionNode extends Node implements TxnMessages {
    record Install(JsonNode key, long time, JsonNode value) implements Notice {}

    private final Map<JsonNode, Install> store = new HashMap<>();
    private long clock;

    TransactionNode() {
        on(Txn.class, m -> {
            clock++;
            var written = new HashMap<JsonNode, Install>();
            var done = new ArrayList<Op>();
            for (var op : m.txn()) {
                if (!op.isRead())
                    written.put(op.k(), new Install(op.k(), clock * nodes().size() + nodes().indexOf(id()), op.v()));
                var seen = written.getOrDefault(op.k(), store.get(op.k()));
                done.add(op.with(seen == null ? NullNode.instance : seen.value()));
            }
            for (var write : written.values()) {
                install(write);
                for (var peer : peers()) send(peer, write);
            }
            return new TxnOk(done);
        });
        on(Install.class, m -> {
            clock = Math.max(clock, m.time() / nodes().size());
            install(m);
        });
    }

    private void install(Install write) {
        store.merge(write.key(), write, (old, now) -> now.time() > old.time() ? now : old);
    }

    void main() {
        serve();
    }
}
