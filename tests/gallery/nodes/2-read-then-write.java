///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 5 --rate 100
// caught for: duplicated
// seeds: 10
// look-alike: tests/gallery/nodes/2-node-and-counter.java

import kv.Kv;
import node.Node;
import node.Request;

/** One counter for all, in a store that is even linearizable; but between its read and its write another node reads the same. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(long id) {}

    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);

    UniqueIdsNode() {
        on(Generate.class, m -> {
            long id = store.read("last").orElse(0L) + 1;
            store.write("last", id);
            return new GenerateOk(id);
        });
    }

    void main() {
        serve();
    }
}
