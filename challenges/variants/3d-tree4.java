///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-tree2.java
//SOURCES 3d-grid.java
//SOURCES parts/Tree.java
//SOURCES parts/BroadcastNode.java
//MAIN Tree4Node

// idea: a tree of fan-out 4
// source: jepsen-io/maelstrom, doc/03-broadcast; many published answers
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

/**
 * 3d-tree2.java with four children a node, the first that is inside the limits: five hops at most. The lowest four of 25 nodes
 * have the same parent, else it would be six.
 */
final class Tree4Node extends TreeNode {
    @Override
    int fanOut() {
        return 4;
    }

    void main() {
        serve();
    }
}
