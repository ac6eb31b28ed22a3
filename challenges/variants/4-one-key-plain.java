///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/CounterNode.java
//MAIN OneKeyNode

// idea: one key in seq-kv by compare-and-set, read plainly
// source: folklore: the first that comes to mind; brunocalza.me/blog, 2026-04-13, tells of it
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import kv.Kv;

/**
 * One number in seq-kv. An add reads it and replaces it by compare-and-set, until that succeeds; a read reads it.
 *
 * <p>No add is lost, and yet it fails: seq-kv may show a client any state that this client has not passed, for ever. Only what
 * changes something happens at the newest state. A client that adds is brought up to date by that, so it fails in few runs:
 * where the last one to add was another, and the final read draws an old state. Waiting does not help, ten seconds or ten
 * years.
 */
class OneKeyNode extends CounterNode {
    static final String KEY = "counter";

    final Kv<Long> kv;

    OneKeyNode() {
        this(Kv.SEQ);
    }

    OneKeyNode(String service) {
        kv = new Kv<>(this, service, Long.class);
    }

    @Override
    void add(long delta) {
        store(delta);
    }

    /** @return the new value */
    final long store(long delta) {
        while (true) {
            long value = retry(this::stored);
            if (kv.casOrCreate(KEY, value, value + delta)) return value + delta;
        }
    }

    @Override
    long value() {
        return retry(this::stored);
    }

    final long stored() {
        return kv.read(KEY).orElse(0L);
    }

    void main() {
        serve();
    }
}
