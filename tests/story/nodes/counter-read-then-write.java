///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/CounterMessages.java
//MAIN CounterNode

import java.time.Duration;
import node.Node;

/** An add looks at the sum, waits, and writes what it comes to; of two at once one is lost. */
final class CounterNode extends Node implements CounterMessages {
    private long sum;

    CounterNode() {
        on(Read.class, m -> new ReadOk(sum));
        on(Add.class, m -> {
            long before = sum;
            sleep(Duration.ofMillis(100));
            sum = before + m.delta();
            return new AddOk();
        });
    }

    void main() {
        serve();
    }
}
