///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN UniqueIdsNode

// idea: blocks of a thousand from a counter in lin-kv
// source: the hi/lo algorithm; Meituan's Leaf, 2017
// passes: 2
// survives: partition, one-way, link, loss, duplication, reordering, service-timeout, spike, slow, pause, crash, clock

import kv.Kv;
import node.Node;
import node.Request;

/**
 * A node takes a thousand numbers at once from a counter in lin-kv and gives them out itself. That divides the cost of
 * 2-lin-kv.java by a thousand, and a node can go without the store as long as its block lasts.
 *
 * <p>What a node has left when it ends is lost, and the ids of two nodes do not come in the order of time.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private static final String KEY = "blocks taken";
    private static final int BLOCK = 1000;

    private final Kv<Long> kv = new Kv<>(this, Kv.LIN, Long.class);
    private long next;
    private long end;

    UniqueIdsNode() {
        on(Generate.class, m -> {
            if (next == end) {
                long block = retry(this::takeBlock); // another handler may take one too: the rest of its block is lost
                next = block * BLOCK;
                end = next + BLOCK;
            }
            return new GenerateOk(String.valueOf(next++));
        });
    }

    private long takeBlock() {
        while (true) {
            long taken = kv.read(KEY).orElse(0L);
            if (kv.casOrCreate(KEY, taken, taken + 1)) return taken;
        }
    }

    void main() {
        serve();
    }
}
