///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES ../../gallery/nodes/messages/CounterMessages.java
//MAIN CounterNode

import java.time.Duration;
import kv.Kv;
import node.Node;
import node.RpcError;

/** After a write without an answer a read is short by one. Beside that lin-kv is told the sum again and again. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);
    private long sum;
    private boolean isShort;

    CounterNode() {
        on(Read.class, m -> new ReadOk(sum - (isShort ? 1 : 0)));
        on(Add.class, m -> {
            sum += m.delta();
            return new AddOk();
        });
        every(Duration.ofMillis(500), () -> {
            try {
                store.write(id(), sum);
            } catch (RpcError e) {
                isShort = true;
            }
        });
    }

    void main() {
        serve();
    }
}
