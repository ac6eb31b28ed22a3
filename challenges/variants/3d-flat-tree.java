///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-tree2.java
//SOURCES 3d-grid.java
//SOURCES parts/Tree.java
//SOURCES parts/BroadcastNode.java
//MAIN FlatTreeNode

// idea: a flat tree: one root, all others its leaves
// source: github.com/teivah/gossip-glomers, 3d
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

/**
 * 3d-tree2.java with everybody a child of the first: two hops, 24 messages and as many acknowledgements a broadcast. No message
 * can be saved without batches, and one hop only with 3d-full-mesh.java, for the same number.
 *
 * <p>The root does half of all work, and while it is cut off nobody hears anything new.
 */
final class FlatTreeNode extends TreeNode {
    @Override
    int fanOut() {
        return Math.max(1, nodes().size() - 1);
    }

    void main() {
        serve();
    }
}
