///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-full-state.java
//SOURCES parts/BroadcastNode.java
//MAIN HalfStateNode

// idea: everybody tells about half of the others all it knows, every half second
// source: github.com/elh/gossip-glomers, 3e
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

/**
 * Push gossip (Demers et al., 1987): 3d-full-state.java, but each time every peer is told with probability one half. A value
 * reaches half of the nodes in the first round, and in the second everybody that any of those tells: all but one in 2^13. So
 * half the messages cost one period of latency, and the worst case is only improbable.
 */
final class HalfStateNode extends FullStateNode {
    @Override
    boolean tells(String peer) {
        return random().nextBoolean();
    }

    void main() {
        serve();
    }
}
