///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 20 --rate 50
// caught for: unavailable
// seeds: 5
// look-alike: challenges/2.java

import node.Node;
import node.Request;

/** One node gives all ids, so that none is given twice; but who is cut off from it gets none. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(long id) {}

    record Next() implements Request<NextOk> {}

    record NextOk(long id) {}

    private long last;

    UniqueIdsNode() {
        on(
                Generate.class,
                m -> new GenerateOk(rpc(nodes().getFirst(), new Next()).id()));
        on(Next.class, m -> new NextOk(++last));
    }

    void main() {
        serve();
    }
}
