///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-grid.java
//SOURCES parts/Tree.java
//SOURCES parts/BroadcastNode.java
//MAIN TreeNode

// idea: a tree of fan-out 2
// source: jepsen-io/maelstrom, doc/03-broadcast
// passes: 3c
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock
// run: 3d
// caught for: too slow
// told: ms maximal stable latency; less than 600 is asked for
// seeds: 3

import java.util.List;

/**
 * 3d-grid.java in a binary tree: as few messages as a line, and two times the depth in hops, eight with 25 nodes. An inner node
 * that fails separates its branch from the rest.
 */
class TreeNode extends GridNode {
    /** How many children a node has. */
    int fanOut() {
        return 2;
    }

    @Override
    final List<String> neighbours() {
        return Tree.neighbours(nodes(), id(), fanOut());
    }

    void main() {
        serve();
    }
}
