///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN CounterNode

// idea: one key in seq-kv; a read is confirmed by a compare-and-set that changes nothing
// source: github.com/bpieniak/gossip-glomers; github.com/jepsen-io/maelstrom/issues/39
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import kv.Kv;
import node.Node;
import node.Request;

/**
 * 4-one-key-plain.java, but what was read is confirmed by a compare-and-set from that value to the same value, and read again
 * where that fails. It is published as a way to a fresh value, and fails as the plain read does.
 *
 * <p>An operation that changes nothing is a read to seq-kv: it may happen at any old state in which it would succeed, and the
 * one that was just read is one. So it costs two messages more, and confirms that the past is the past. What has to be written
 * is something new: 4-one-key-write-first.java.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    private static final String KEY = "counter";

    private final Kv<Long> kv = new Kv<>(this, Kv.SEQ, Long.class);

    CounterNode() {
        on(Add.class, m -> {
            while (true) {
                long value = retry(this::value);
                if (kv.casOrCreate(KEY, value, value + m.delta())) return new AddOk();
            }
        });
        on(Read.class, m -> new ReadOk(retry(this::confirmedValue)));
    }

    private long value() {
        return kv.read(KEY).orElse(0L);
    }

    private long confirmedValue() {
        while (true) {
            long value = value();
            if (kv.casOrCreate(KEY, value, value)) return value;
        }
    }

    void main() {
        serve();
    }
}
