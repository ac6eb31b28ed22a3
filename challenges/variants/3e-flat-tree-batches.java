///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BatchNode.java
//SOURCES parts/Tree.java
//SOURCES parts/BroadcastNode.java
//MAIN FlatTreeBatchNode

// idea: a flat tree; every half second what is new goes in one message, which is acknowledged
// source: github.com/teivah/gossip-glomers, 3e
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.util.List;

/**
 * 3d-flat-tree.java with an outbox a neighbour, emptied every 500 ms: a batch up and one down a leaf, and their
 * acknowledgements. 1.9 messages an operation, however many values there are, and a value waits twice: 250 ms in the mean at
 * its leaf and at the root, 500 at most.
 *
 * <p>Half of the messages are acknowledgements, and while the root is cut off nobody hears anything new. A batch that is not
 * acknowledged is repeated by itself, so a long cut leaves many.
 */
class FlatTreeBatchNode extends BatchNode {
    @Override
    final List<String> neighbours() {
        return Tree.neighbours(nodes(), id(), Math.max(1, nodes().size() - 1));
    }

    void main() {
        serve();
    }
}
