///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/CounterMessages.java
//MAIN CounterNode

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import node.Node;

/** A read is short by one. Beside that ticks wait in a queue, and each is taken out when its work is done. */
final class CounterNode extends Node implements CounterMessages {
    private final Queue<Integer> ticks = new ArrayDeque<>();
    private int tick;
    private long sum;

    CounterNode() {
        on(Read.class, m -> new ReadOk(sum - 1));
        on(Add.class, m -> {
            sum += m.delta();
            return new AddOk();
        });
        every(Duration.ofMillis(30), () -> ticks.add(tick++));
        every(Duration.ofMillis(100), () -> {
            while (!ticks.isEmpty()) {
                sleep(Duration.ofMillis(20));
                ticks.poll();
            }
        });
    }

    void main() {
        serve();
    }
}
