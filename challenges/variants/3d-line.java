///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-grid.java
//SOURCES parts/BroadcastNode.java
//MAIN LineNode

// idea: a line
// source: jepsen-io/maelstrom, doc/03-broadcast
// passes: 3c
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock
// run: 3d
// caught for: too slow
// told: ms median stable latency; less than 400 is asked for
// seeds: 3

import java.util.ArrayList;
import java.util.List;

/**
 * 3d-grid.java along a line: no value comes to a node twice, so a broadcast costs n - 1 messages and as many acknowledgements,
 * the least there is without batches. The latency is the line's length: 24 hops from end to end. Cut any node out and nothing
 * passes.
 */
final class LineNode extends GridNode {
    @Override
    List<String> neighbours() {
        int here = nodes().indexOf(id());
        var neighbours = new ArrayList<String>();
        if (here > 0) neighbours.add(nodes().get(here - 1));
        if (here < nodes().size() - 1) neighbours.add(nodes().get(here + 1));
        return neighbours;
    }

    void main() {
        serve();
    }
}
