///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/BroadcastMessages.java
//MAIN BroadcastNode

// run: 3a
// warned of: phantom
// told: read 0, which nobody had sent
// warned of: duplicated
// seeds: 10
// look-alike: challenges/3a.java

import java.util.stream.LongStream;
import node.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

/** Values are kept in an array, and reads return all of it: the places that are still empty read as zeros. */
final class BroadcastNode extends Node implements BroadcastMessages {
    private final long[] messages = new long[1_000];
    private int size;

    BroadcastNode() {
        on(Topology.class, m -> new TopologyOk());
        on(
                Read.class,
                m -> new ReadOk(LongStream.of(messages)
                        .<JsonNode>mapToObj(LongNode::valueOf)
                        .toList()));
        on(Broadcast.class, m -> {
            messages[size++] = m.message().longValue();
            return new BroadcastOk();
        });
    }

    void main() {
        serve();
    }
}
