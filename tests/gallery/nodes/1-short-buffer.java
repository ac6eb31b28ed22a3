///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN EchoNode

// run: 1
// caught for: mismatch
// told: sent "Please echo (\d)\d+" and got "Please echo \1"
// seeds: 5
// look-alike: challenges/1.java

import node.Node;
import node.Request;

/** The payload is copied into a buffer of fixed size, so that a longer one is cut off. */
final class EchoNode extends Node {
    private static final int BUFFER = 13; // enough for "Please echo 7"

    record Echo(String echo) implements Request<EchoOk> {}

    record EchoOk(String echo) {}

    EchoNode() {
        on(
                Echo.class,
                m -> new EchoOk(m.echo().substring(0, Math.min(BUFFER, m.echo().length()))));
    }

    void main() {
        serve();
    }
}
