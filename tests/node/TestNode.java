package node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

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
            return new EchoOk(new IntNode(readByte()));
        });
        on(Spin.class, m -> {
            while (true) Thread.onSpinWait();
        });
        on(Ask.class, m -> rpc("n1", new Echo(null), Duration.ofMillis(10)));
    }

    private static int readByte() {
        try {
            return System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void main() {
        serve();
    }
}
