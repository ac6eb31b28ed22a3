///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES parts/OwnRegistersNode.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 10
// caught for: nonlinearizable
// seeds: 5
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

/** Each node has registers of its own. Every client finds what it wrote, and no client what others wrote. */
final class RegisterNode extends OwnRegistersNode {
    void main() {
        serve();
    }
}
