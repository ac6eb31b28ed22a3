///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 5 --rate 100
// caught for: not deterministic
// seeds: 1
// look-alike: challenges/2.java

import java.util.UUID;
import node.Node;
import node.Request;

/** The ids are good. But chance that is not the node's own cannot be replayed: of what goes wrong nobody will find out why. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(UUID.randomUUID().toString()));
    }

    void main() {
        serve();
    }
}
