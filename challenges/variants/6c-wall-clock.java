///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/TransactionNode.java
//MAIN WallClockNode

// idea: the last writer by the wall clock wins; what was written goes to the others every second, once
// source: github.com/king-11/gossip-glomers, 6b and 6c
// run: 6c --time-limit 5 --nemesis-interval 1
// warned of: diverged
// seeds: 5

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.Notice;
import tools.jackson.databind.JsonNode;

/**
 * Each write carries the clock's time, and of two from different nodes the later one counts. Once a second a node sends what
 * its clients have written: few messages, and two nodes that have heard each other agree.
 *
 * <p>What is sent in a cut is lost, since "there is no convergence requirement", as its author writes. And a node takes its
 * own clients' writes whatever the clock says: where that has gone back, the new value has the older time, and the others
 * refuse it.
 */
final class WallClockNode extends TransactionNode {
    record Write(JsonNode k, JsonNode v, long millis) {}

    record Merge(List<Write> writes) implements Notice {}

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Map<JsonNode, Long> written = new HashMap<>(); // when what is in the store was written
    private final Map<JsonNode, Write> unsent = new LinkedHashMap<>();

    WallClockNode() {
        on(Merge.class, m -> {
            for (var write : m.writes())
                if (!written.containsKey(write.k()) || written.get(write.k()) < write.millis()) put(write);
        });
        every(PERIOD, () -> {
            var writes = List.copyOf(unsent.values());
            unsent.clear();
            if (!writes.isEmpty()) for (var peer : peers()) send(peer, new Merge(writes));
        });
    }

    @Override
    List<Op> execute(List<Op> txn) {
        return txn.stream().map(this::carryOut).toList();
    }

    private Op carryOut(Op op) {
        if (op.isRead()) return read(op);
        var write = new Write(op.k(), op.v(), now().toEpochMilli());
        put(write);
        unsent.put(op.k(), write);
        return op;
    }

    private void put(Write write) {
        store.put(write.k(), write.v());
        written.put(write.k(), write.millis());
    }

    void main() {
        serve();
    }
}
