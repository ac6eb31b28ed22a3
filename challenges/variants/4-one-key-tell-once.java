///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//MAIN CounterNode

// idea: one key in seq-kv; each new value is told to the others once
// source: github.com/mchernyakov/gossip-glomers
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 40

import kv.Kv;
import node.Node;
import node.Notice;
import node.Request;

/**
 * 4-one-key-cache.java without the repetition: who has made a new value tells the others at once, and a read takes the greater
 * of what it was told and what seq-kv shows it. The author repeats the message until it is answered, and waits for that answer
 * without a deadline: so it is sent once.
 *
 * <p>The next value makes up for a lost one, and seq-kv often shows enough. What is missing is the last value before a cut
 * ends, if the store does not show it either: it fails in some runs and passes in others, and its author saw one of those.
 */
final class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    record Tell(long value) implements Notice {}

    private static final String KEY = "counter";

    private final Kv<Long> kv = new Kv<>(this, Kv.SEQ, Long.class);
    private long greatest;

    CounterNode() {
        on(Add.class, m -> {
            while (true) {
                long value = retry(this::value);
                if (!kv.casOrCreate(KEY, value, value + m.delta())) continue;
                greatest = Math.max(greatest, value + m.delta());
                for (var peer : peers()) send(peer, new Tell(greatest));
                return new AddOk();
            }
        });
        on(Read.class, m -> {
            greatest = Math.max(greatest, retry(this::value));
            return new ReadOk(greatest);
        });
        on(Tell.class, m -> {
            greatest = Math.max(greatest, m.value());
        });
    }

    private long value() {
        return kv.read(KEY).orElse(0L);
    }

    void main() {
        serve();
    }
}
