///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 5 --rate 400 --node-count 12
// caught for: duplicated
// told: "n1\d+" was given
// seeds: 5
// look-alike: tests/gallery/nodes/2-node-and-counter.java

import node.Node;
import node.Request;

/** Node and counter with nothing between them: the 11th of n1 and the 1st of n11 are both n111. Three nodes do not show it. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private long counter;

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(id() + ++counter));
    }

    void main() {
        serve();
    }
}
