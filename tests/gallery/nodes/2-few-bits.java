///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 10
// caught for: duplicated
// seeds: 5
// look-alike: challenges/2.java

import node.Node;
import node.Request;

/** A random number of 24 bits: after some thousands two are alike (the birthday paradox: the root of the number of values). */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(int id) {}

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(random().nextInt(1 << 24)));
    }

    void main() {
        serve();
    }
}
