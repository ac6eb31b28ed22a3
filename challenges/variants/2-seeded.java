///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN UniqueIdsNode

// idea: time and a random number, from the same seed at every node
// source: github.com/teivah/gossip-glomers, which found this one not to pass
// run: 2
// caught for: duplicated
// told: "\d+-\d+" was given to process \d+ at .* and to process \d+ at
// seeds: 5

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import node.Node;
import node.Request;

/**
 * 2-time-random.java with a generator that nobody seeded, as Go's math/rand was until 1.20: every node draws the same numbers
 * in the same order. What differs is the time, and two nodes that are asked for their i-th id in the same millisecond give the
 * same.
 *
 * <p>The author saw it fail and took a cryptographic generator. What it took was a seed.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private final RandomGenerator unseeded = new SplittableRandom(1);

    UniqueIdsNode() {
        on(Generate.class, m -> new GenerateOk(now().toEpochMilli() + "-" + unseeded.nextInt(Integer.MAX_VALUE)));
    }

    void main() {
        serve();
    }
}
