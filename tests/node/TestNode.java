package node;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A node that does what the tests of the stdio driver need, run as a process of its own. */
final class TestNode extends Node {
    record Echo(JsonNode echo) implements Request<EchoOk> {}

    record EchoOk(JsonNode echo) {}

    record Number(int number) implements Request<EchoOk> {}

    record Throw() implements Request<EchoOk> {}

    record Print(String line) implements Request<EchoOk> {}

    record Spin() implements Request<EchoOk> {}

    /** Asks the other node for an echo, and is patient for 10 ms only. */
    record Ask() implements Request<EchoOk> {}

    TestNode() {
        on(Echo.class, m -> new EchoOk(m.echo()));
        on(Number.class, m -> new EchoOk(null));
        on(Throw.class, m -> {
            throw new IllegalStateException("on purpose");
        });
        on(Print.class, m -> {
            System.out.println(m.line());
            return new EchoOk(null);
        });
        on(Spin.class, m -> {
            while (true) Thread.onSpinWait();
        });
        on(Ask.class, m -> rpc("n1", new Echo(null), Duration.ofMillis(10)));
    }

    void main() {
        serve();
    }
}
