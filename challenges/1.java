///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN EchoNode

import node.Node;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * 1: Echo. A node gives back what it is given, whatever that is.
 *
 * <p>The payload stays a JSON tree: a number of a hundred digits or a string in any script comes back as it went in.
 */
final class EchoNode extends Node {
    // tag::messages[]
    record Echo(JsonNode echo) implements Request<EchoOk> {}

    record EchoOk(JsonNode echo) {}
    // end::messages[]

    // tag::node[]
    EchoNode() {
        on(Echo.class, m -> new EchoOk(m.echo()));
    }
    // end::node[]

    void main() {
        serve();
    }
}
