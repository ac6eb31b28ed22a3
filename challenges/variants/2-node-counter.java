///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN UniqueIdsNode

// idea: the node's name and a counter
// source: folklore; github.com/denpeshkov/gossip-glomers names it
// passes: 2
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock
// run: 2 --faults crash
// caught for: duplicated
// told: "n\d-\d+" was given to process \d+ at .* and to process \d+ at
// seeds: 5

import node.Node;
import node.Request;

/**
 * The shortest that passes: the node's name, and how many ids it has made. No message, no clock, no chance.
 *
 * <p>It fails when a node begins anew: the counter does so too, and the same ids are given again. The official run restarts
 * nobody. A number of this life in front of the counter, drawn at random, mends it.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private long count;

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(id() + "-" + count++));
    }

    void main() {
        serve();
    }
}
