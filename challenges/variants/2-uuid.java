///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//MAIN UniqueIdsNode

// tag::header[]
// idea: 122 random bits
// source: RFC 9562, version 4; github.com/denpeshkov/gossip-glomers and many others
// passes: 2
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, crash, clock
// end::header[]

import java.util.UUID;
import node.Node;
import node.Request;

/**
 * A random UUID. It costs no message and knows neither clock nor node: two of 2^61 ids are expected to be equal, not before.
 *
 * <p>It fails where the random numbers are not random: see 2-seeded.java. And nothing can be told from such an id, neither when
 * nor where it was made; an index over them is written all over.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    UniqueIdsNode() {
        on(Generate.class, m -> {
            long first = random().nextLong() & ~0xF000L | 0x4000L; // the version
            long second = random().nextLong() >>> 2 | Long.MIN_VALUE; // the variant
            return new GenerateOk(new UUID(first, second).toString());
        });
    }

    void main() {
        serve();
    }
}
