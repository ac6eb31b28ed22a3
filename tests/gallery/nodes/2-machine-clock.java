///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 5 --rate 100
// caught for: not deterministic
// seeds: 1
// look-alike: challenges/2.java

import node.Node;
import node.Request;

/** Time is taken from the machine, which no seed decides, and not by now(): the same run never comes again. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private long last;

    UniqueIdsNode() {
        on(Generate.class, m -> {
            last = Math.max(last + 1, System.nanoTime());
            return new GenerateOk(last + "-" + id());
        });
    }

    void main() {
        serve();
    }
}
