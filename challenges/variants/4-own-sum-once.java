///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/CounterNode.java
//MAIN OwnSumNode

// idea: after every add the node's own sum is sent once to all
// source: published in Go, measured good under Maelstrom
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 20

import java.util.Map;
import java.util.TreeMap;
import node.Notice;

/**
 * A state-based counter without its repetition: each node tells the others its own sum after every add, and they keep the
 * greatest. A sum makes up for all that were lost before it, so nothing is counted twice, and a cut does no harm as long as an
 * add comes after it. Two thirds of a message an operation.
 *
 * <p>What it lacks is a word after the last one. Where a node's last add falls into a cut that separates it from another, that
 * one never learns of it. A run whose last seconds are quiet passes, and its author saw such a one.
 */
final class OwnSumNode extends CounterNode {
    record Sum(long sum) implements Notice {}

    private final Map<String, Long> sums = new TreeMap<>();

    OwnSumNode() {
        on(Sum.class, (m, from) -> {
            sums.merge(from, m.sum(), Math::max);
        });
    }

    @Override
    void add(long delta) {
        sums.merge(id(), delta, Long::sum);
        for (var peer : peers()) send(peer, new Sum(sums.get(id())));
    }

    @Override
    long value() {
        return total(sums);
    }

    void main() {
        serve();
    }
}
