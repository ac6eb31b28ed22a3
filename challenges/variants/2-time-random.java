///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN UniqueIdsNode

// idea: time and a random number
// source: github.com/teivah/gossip-glomers
// passes: 2
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, crash, clock

import node.Node;
import node.Request;

/**
 * The clock's milliseconds and a random number of 63 bits. It costs no message, sorts by time as far as clocks agree, and a
 * clock that is wrong or goes back does no harm: then the random number alone has to differ, as it has to within a
 * millisecond.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(now().toEpochMilli() + "-" + random().nextLong(Long.MAX_VALUE)));
    }

    void main() {
        serve();
    }
}
