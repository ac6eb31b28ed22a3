///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

import node.Node;
import node.Request;

/** Right, as long as no node loses its memory: node and counter, and something between them. */
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
