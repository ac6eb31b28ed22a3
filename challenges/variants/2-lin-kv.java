///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN UniqueIdsNode

// idea: a counter in lin-kv
// source: folklore
// passes: 2
// survives: partition, one-way, link, loss, duplication, reordering, service-timeout, spike, slow, pause, crash, clock

import kv.Kv;
import node.Node;
import node.Request;

/**
 * One number in lin-kv; an id is what a compare-and-set has made of it. It never goes back, so no two succeed with the same:
 * not after a restart, nor if one comes late. Ids are small, dense, and in the order of time.
 *
 * <p>Each costs four messages and more where nodes collide, and needs the store: this is consensus, where 2.java needs nobody.
 * Under a cut between a node and the store it stands still. Maelstrom never cuts there, so it passes as totally available.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private static final String KEY = "last id";

    private final Kv<Long> kv = new Kv<>(this, Kv.LIN, Long.class);

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(String.valueOf(retry(this::next))));
    }

    private long next() {
        while (true) {
            long last = kv.read(KEY).orElse(0L);
            if (kv.casOrCreate(KEY, last, last + 1)) return last + 1;
        }
    }

    void main() {
        serve();
    }
}
