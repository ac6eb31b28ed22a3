///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN CounterNode

// idea: one key in lin-kv
// source: folklore; brunocalza.me/blog, 2026-04-13, names it
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, crash, clock

import kv.Kv;
import node.Node;
import node.Request;

/**
 * 4-one-key-plain.java on lin-kv, where a read shows all that was acknowledged before it began. It is right, and it is another
 * challenge: the course asks for seq-kv, since a store in which nobody reads the past is a dear one.
 *
 * <p>It costs two messages a read and four an add or more, where nodes collide.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    private static final String KEY = "counter";

    private final Kv<Long> kv = new Kv<>(this, Kv.LIN, Long.class);

    CounterNode() {
        on(Add.class, m -> {
            while (true) {
                long value = retry(this::value);
                if (kv.casOrCreate(KEY, value, value + m.delta())) return new AddOk();
            }
        });
        on(Read.class, m -> new ReadOk(retry(this::value)));
    }

    private long value() {
        return kv.read(KEY).orElse(0L);
    }

    void main() {
        serve();
    }
}
