///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../3d.java
//MAIN QuickNode

// idea: the answer with less than half of its period
// source: a sketch of 3d.java, for half of the latency that 3d allows
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;

/**
 * 3d.java with one number changed. A value waits for the hub half as long, and everybody is told more than twice as often: that
 * is the whole trade, and the reason for a hub that has a period at all.
 */
final class QuickNode extends BroadcastNode {
    QuickNode() {
        period = Duration.ofMillis(150);
    }

    @Override
    void main() {
        serve();
    }
}
