///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 5 --rate 100
// caught for: duplicated
// seeds: 5
// look-alike: challenges/2.java

import java.util.SplittableRandom;
import node.Node;
import node.Request;

/** 64 random bits are plenty, but each node begins with the same seed, so that all draw the same ones. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private final SplittableRandom random = new SplittableRandom(42);

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(Long.toHexString(random.nextLong())));
    }

    void main() {
        serve();
    }
}
