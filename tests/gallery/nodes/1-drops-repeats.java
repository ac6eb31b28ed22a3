///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN EchoNode

// run: 1
// caught for: unanswered
// seeds: 10
// look-alike: challenges/1.java

import java.util.HashSet;
import java.util.Set;
import node.Node;
import node.Request;

/** Repeated messages are told by what they say, and waited for in vain: two clients may well say the same. */
final class EchoNode extends Node {
    record Echo(String echo) implements Request<EchoOk> {}

    record EchoOk(String echo) {}

    private final Set<String> seen = new HashSet<>();

    EchoNode() {
        on(
                Echo.class,
                m -> seen.add(m.echo())
                        ? new EchoOk(m.echo())
                        : this.<EchoOk>promise().get());
    }

    void main() {
        serve();
    }
}
