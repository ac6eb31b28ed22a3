///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-full-state.java
//SOURCES parts/BroadcastNode.java
//MAIN SlowFullStateNode

// idea: everybody tells everybody all it knows, every second
// source: github.com/mdvsh/gossip-glomers, 3e
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;

/**
 * 3d-full-state.java with twice the period: half the messages, for twice the wait, which is at most a second. The bytes are
 * another matter.
 */
final class SlowFullStateNode extends FullStateNode {
    @Override
    Duration period() {
        return Duration.ofSeconds(1);
    }

    void main() {
        serve();
    }
}
