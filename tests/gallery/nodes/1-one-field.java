///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN EchoNode

// run: 1 --concurrency 4 --rate 50
// caught for: mismatch
// told: sent "Please echo \d+" and got "Please echo \d+"
// seeds: 10
// look-alike: challenges/1.java

import java.time.Duration;
import node.Node;
import node.Request;

/** The request at hand is kept in a field. While its handler waits, the next request takes its place. */
final class EchoNode extends Node {
    record Echo(String echo) implements Request<EchoOk> {}

    record EchoOk(String echo) {}

    private String current;

    EchoNode() {
        on(Echo.class, m -> {
            current = m.echo();
            sleep(Duration.ofMillis(10)); // think about it
            return new EchoOk(current);
        });
    }

    void main() {
        serve();
    }
}
