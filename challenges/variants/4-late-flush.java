///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES parts/CounterNode.java
//MAIN LateFlushNode

// idea: adds are kept and brought to one key in seq-kv every second
// source: github.com/patrickzbhe/dist-sys-challenges
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, clock
// run: 4 --faults service-timeout
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

import java.time.Duration;
import kv.Kv;

/**
 * Adds are acknowledged at once and collected; once a second a node brings what it has to one key in seq-kv, by
 * compare-and-set from the value it last read. Reads answer from that value and what is still to be brought. Few messages, and
 * no waiting.
 *
 * <p>A node that has nothing to bring only reads, as in 4-one-key-plain.java; it does so every second, and ten plain reads in
 * the quiet before the last one make it likely to pass and no more. It fails when the store's answer is lost: what was brought
 * is brought again, and counts twice. The author's comment calls it atomic.
 */
final class LateFlushNode extends CounterNode {
    private static final String KEY = "counter";
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Kv<Long> kv = new Kv<>(this, Kv.SEQ, Long.class);
    private long lastRead;
    private long toBring;

    LateFlushNode() {
        every(PERIOD, () -> {
            lastRead = Math.max(lastRead, kv.read(KEY).orElse(0L));
            long delta = toBring;
            if (delta == 0 || !kv.casOrCreate(KEY, lastRead, lastRead + delta)) return; // or else in a second
            lastRead += delta;
            toBring -= delta;
        });
    }

    @Override
    void add(long delta) {
        toBring += delta;
    }

    @Override
    long value() {
        return lastRead + toBring;
    }

    void main() {
        serve();
    }
}
