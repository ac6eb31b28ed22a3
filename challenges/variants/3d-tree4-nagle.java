///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BatchNode.java
//SOURCES parts/Tree.java
//SOURCES parts/BroadcastNode.java
//MAIN NagleNode

// idea: a tree of fan-out 4; every 15 ms what has come goes in one message
// source: github.com/Tejas242/distributed-broadcast
// passes: 3d
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.List;

/**
 * 3d-tree4.java with Nagle's idea: what is to be passed on waits 15 ms for company. At 50 values a second on each link that is
 * not often met: about four in ten messages are saved, for 15 ms more a hop. With more load the saving grows and the price
 * does not.
 */
final class NagleNode extends BatchNode {
    @Override
    Duration period() {
        return Duration.ofMillis(15);
    }

    @Override
    List<String> neighbours() {
        return Tree.neighbours(nodes(), id(), 4);
    }

    /** Some time into the first period, so that nodes do not keep step. */
    @Override
    void begin() {
        go(() -> {
            sleep(period().multipliedBy(random().nextInt(100)).dividedBy(100));
            super.begin();
        });
    }

    void main() {
        serve();
    }
}
