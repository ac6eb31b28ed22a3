///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-tree2.java
//SOURCES 3d-grid.java
//SOURCES parts/Tree.java
//SOURCES parts/BroadcastNode.java
//MAIN Tree3Node

// idea: a tree of fan-out 3
// source: jepsen-io/maelstrom, doc/03-broadcast
// passes: 3c
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock
// run: 3d
// caught for: too slow
// told: ms maximal stable latency; less than 600 is asked for
// seeds: 10

/**
 * 3d-tree2.java with three children a node: six hops between the lowest leaves, which is the limit to the millisecond. Whether
 * a run passes depends on whether a client happens to read just before the value arrives.
 */
final class Tree3Node extends TreeNode {
    @Override
    int fanOut() {
        return 3;
    }

    void main() {
        serve();
    }
}
