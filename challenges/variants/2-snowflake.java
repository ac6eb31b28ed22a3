///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN UniqueIdsNode

// idea: milliseconds, node, and a counter within the millisecond
// source: Twitter's Snowflake, 2010; github.com/mchernyakov/gossip-glomers
// passes: 2
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause
// run: 2 --faults clock
// caught for: duplicated
// told: "\d+" was given to process \d+ at .* and to process \d+ at
// seeds: 10

import node.Node;
import node.Request;

/**
 * 64 bits: 42 of milliseconds, 10 of the node, 12 of a counter that begins at 0 in each millisecond. No message, ids that sort
 * by time, and small enough for a database's integer.
 *
 * <p>It fails when the clock goes back: the milliseconds come a second time, and with them the counters. The published code
 * does not look; Twitter's refused to serve until the clock had caught up, which is safe and not available. 2.java goes on
 * counting from the latest millisecond it has seen.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private static final int NODE_BITS = 10;
    private static final int COUNTER_BITS = 12;

    private long lastMillis;
    private long counter;

    UniqueIdsNode() {
        on(Generate.class, m -> {
            long millis = now().toEpochMilli();
            counter = millis == lastMillis ? counter + 1 : 0;
            lastMillis = millis;
            long node = nodes().indexOf(id());
            return new GenerateOk(String.valueOf((millis << NODE_BITS | node) << COUNTER_BITS | counter));
        });
    }

    void main() {
        serve();
    }
}
