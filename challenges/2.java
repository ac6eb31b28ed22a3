///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../shared/node/*.java
//MAIN UniqueIdsNode

import node.Node;
import node.Request;

/**
 * 2: Unique ids. 128 bits that sort by time, made without asking anybody:
 *
 * <pre>48 bits milliseconds | 16 bits counter | 16 bits node | 48 bits random number of this process</pre>
 *
 * The first half never repeats within a process: it is the clock where that has moved on, and otherwise one more than last time,
 * so a clock that stands still or goes back does no harm. Between nodes the node's number differs. Between two lives of one node
 * the random number differs; should it not, once in 2^48 restarts, the clock would have to be set back as well.
 */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    // tag::state[]
    private final int counterBits = 16;
    private final int randomBits = 48;
    private long lastStamp;
    private long maker;
    // end::state[]

    // tag::node[]
    UniqueIdsNode() {
        whenInitialised(() -> maker = (long) nodes().indexOf(id()) << randomBits | random().nextLong(1L << randomBits));
        on(Generate.class, m -> new GenerateOk("%016x%016x".formatted(nextStamp(), maker)));
    }
    // end::node[]

    // tag::stamp[]
    /** A hybrid logical clock: past 2^16 ids in a millisecond the counter runs over into the milliseconds, ahead of the clock. */
    private long nextStamp() {
        lastStamp = Math.max(lastStamp + 1, now().toEpochMilli() << counterBits);
        return lastStamp;
    }
    // end::stamp[]

    void main() {
        serve();
    }
}
