///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 4-one-key-plain.java
//SOURCES parts/CounterNode.java
//MAIN LinearizableKeyNode

// idea: one key in lin-kv
// source: folklore; brunocalza.me/blog, 2026-04-13, names it
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import kv.Kv;

/**
 * 4-one-key-plain.java on lin-kv, where a read shows all that was acknowledged before it began. It is right, and it is another
 * challenge: the course asks for seq-kv, since a store in which nobody reads the past is a dear one.
 *
 * <p>It costs two messages a read and four an add or more, where nodes collide.
 */
final class LinearizableKeyNode extends OneKeyNode {
    LinearizableKeyNode() {
        super(Kv.LIN);
    }

    void main() {
        serve();
    }
}
