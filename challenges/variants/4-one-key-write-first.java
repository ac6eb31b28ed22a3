///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 4-one-key-plain.java
//SOURCES parts/CounterNode.java
//MAIN WriteFirstNode

// idea: one key in seq-kv; a write of something new comes before each read
// source: github.com/king-11/gossip-glomers; brunocalza.me/blog, 2026-04-13
// passes: 4
// survives: partition, one-way, link, spike, slow, pause, crash, clock

/**
 * 4-one-key-plain.java, but a reader first writes a number that nobody has written before, under a key of its own. That cannot
 * have happened in any older state, so it happens at the newest, and a client never sees anything older than its own write: the
 * read after it shows all that was acknowledged before. Sequential consistency made linearizable by a write.
 *
 * <p>It costs two messages more a read, 4.3 an operation in all, and as many writes as reads. A compare-and-set of which no
 * answer comes may have happened: the client is told so.
 */
final class WriteFirstNode extends OneKeyNode {
    @Override
    long value() {
        retry(() -> {
            kv.write("touched by " + id(), random().nextLong());
            return true;
        });
        return super.value();
    }

    void main() {
        serve();
    }
}
