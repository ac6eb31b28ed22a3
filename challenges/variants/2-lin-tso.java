///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN UniqueIdsNode

// idea: the next number of lin-tso
// source: folklore; Percolator's timestamp oracle, 2010
// passes: 2
// survives: partition, one-way, link, loss, duplication, reordering, service-timeout, spike, slow, pause, crash, clock

import kv.Tso;
import node.Node;
import node.Request;

/**
 * Maelstrom's timestamp oracle gives 0, 1, 2, ...: two messages an id, no state at the nodes, ids in the order of time. All
 * hangs on one service, as in 2-lin-kv.java. Numbers whose answer was lost are never used, which does no harm.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private final Tso tso = new Tso(this);

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(String.valueOf(retry(tso::next))));
    }

    void main() {
        serve();
    }
}
