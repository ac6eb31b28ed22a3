///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN CounterNode

// idea: one key in seq-kv by compare-and-set, read plainly
// source: folklore: the first that comes to mind; brunocalza.me/blog, 2026-04-13, tells of it
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import kv.Kv;
import node.Node;
import node.Request;

/**
 * One number in seq-kv. An add reads it and replaces it by compare-and-set, until that succeeds; a read reads it.
 *
 * <p>No add is lost, and yet it fails: seq-kv may show a client any state that this client has not passed, for ever. Only what
 * changes something happens at the newest state. A client that adds is brought up to date by that, so it fails in few runs:
 * where the last one to add was another, and the final read draws an old state. Waiting does not help, ten seconds or ten
 * years.
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
        on(Read.class, m -> new ReadOk(retry(this::value)));
    }

    private long value() {
        return kv.read(KEY).orElse(0L);
    }

    void main() {
        serve();
    }
}
