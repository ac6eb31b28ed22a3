///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-grid.java
//SOURCES parts/BroadcastNode.java
//MAIN RingNode

// idea: a ring
// source: github.com/king-11/gossip-glomers tried it before a tree
// passes: 3c
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock
// run: 3d
// caught for: too slow
// told: ms median stable latency; less than 400 is asked for
// seeds: 3

import java.util.LinkedHashSet;
import java.util.List;

/**
 * 3d-line.java with its ends joined: twice as fast and still too slow, 12 hops to the far side, for two messages a broadcast
 * more. Any one link may be cut.
 */
final class RingNode extends GridNode {
    @Override
    List<String> neighbours() {
        int here = nodes().indexOf(id());
        int count = nodes().size();
        var neighbours = new LinkedHashSet<String>();
        neighbours.add(nodes().get((here + 1) % count));
        neighbours.add(nodes().get((here + count - 1) % count));
        return List.copyOf(neighbours);
    }

    void main() {
        serve();
    }
}
