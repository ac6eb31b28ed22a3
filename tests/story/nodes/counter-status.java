///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/CounterMessages.java
//MAIN CounterNode

import java.time.Duration;
import node.Node;

/** A read is short by one. Beside that two timers tell in one field what they are at. */
final class CounterNode extends Node implements CounterMessages {
    private String status = "idle";
    private long sum;

    CounterNode() {
        on(Read.class, m -> new ReadOk(sum - 1));
        on(Add.class, m -> {
            sum += m.delta();
            return new AddOk();
        });
        every(Duration.ofMillis(100), () -> {
            status = "at work";
            sleep(Duration.ofMillis(50));
            status = "idle";
        });
        every(Duration.ofMillis(70), () -> status = "looked at");
    }

    void main() {
        serve();
    }
}
