///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 4-one-key-plain.java
//SOURCES parts/CounterNode.java
//MAIN CacheNode

// idea: one key in seq-kv; each node keeps the greatest value it knows and tells it every second
// source: github.com/denpeshkov/gossip-glomers, and others
// passes: 4
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import node.Notice;

/**
 * One number in seq-kv by compare-and-set, as in 4-one-key-plain.java, which fails for its reads. Here reads take the greatest
 * value that the node has made or heard of, and once a second each node tells the others: a counter that only grows is newer
 * where it is greater, and whoever made the last value knows it. Reads cost nothing and never wait; a lost message is repeated
 * by the next one.
 *
 * <p>Adds cost what collisions make them cost, and messages never end, also where nothing is added. A node that has made the
 * last value and forgets it leaves the others with an older one, since nobody reads the key to know it: crash is not survived.
 * And it is for counters that only grow.
 */
final class CacheNode extends OneKeyNode {
    record Gossip(long value) implements Notice {}

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private long greatest;

    CacheNode() {
        on(Gossip.class, m -> {
            greatest = Math.max(greatest, m.value());
        });
        every(PERIOD, () -> peers().forEach(peer -> send(peer, new Gossip(greatest))));
    }

    @Override
    void add(long delta) {
        long value = store(delta);
        greatest = Math.max(greatest, value);
    }

    @Override
    long value() {
        return greatest;
    }

    void main() {
        serve();
    }
}
