///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --faults crash --availability 0 --time-limit 20 --rate 100
// caught for: duplicated
// seeds: 10
// look-alike: challenges/2.java

import node.Node;
import node.Request;

/** Node and counter. After a crash the counter begins anew, and with it the ids. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private long counter;

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(id() + "-" + ++counter));
    }

    void main() {
        serve();
    }
}
