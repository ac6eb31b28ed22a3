///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 4-one-key-plain.java
//SOURCES parts/CounterNode.java
//MAIN TellOnceNode

// idea: one key in seq-kv; each new value is told to the others once
// source: github.com/mchernyakov/gossip-glomers
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 40

import node.Notice;

/**
 * 4-one-key-cache.java without the repetition: who has made a new value tells the others at once, and a read takes the greater
 * of what it was told and what seq-kv shows it. The author repeats the message until it is answered, and waits for that answer
 * without a deadline: so it is sent once.
 *
 * <p>The next value makes up for a lost one, and seq-kv often shows enough. What is missing is the last value before a cut
 * ends, if the store does not show it either: it fails in some runs and passes in others, and its author saw one of those.
 */
final class TellOnceNode extends OneKeyNode {
    record Tell(long value) implements Notice {}

    private long greatest;

    TellOnceNode() {
        on(Tell.class, m -> {
            greatest = Math.max(greatest, m.value());
        });
    }

    @Override
    void add(long delta) {
        long value = store(delta);
        greatest = Math.max(greatest, value);
        for (var peer : peers()) send(peer, new Tell(greatest));
    }

    @Override
    long value() {
        long value = super.value();
        greatest = Math.max(greatest, value);
        return greatest;
    }

    void main() {
        serve();
    }
}
