///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 4-one-key-plain.java
//SOURCES parts/CounterNode.java
//MAIN ConfirmingNode

// idea: one key in seq-kv; a read is confirmed by a compare-and-set that changes nothing
// source: github.com/bpieniak/gossip-glomers; github.com/jepsen-io/maelstrom/issues/39
// run: 4
// caught for: wrong final read
// told: finally read \d+; the adds come to \d+
// seeds: 10

/**
 * 4-one-key-plain.java, but what was read is confirmed by a compare-and-set from that value to the same value, and read again
 * where that fails. It is published as a way to a fresh value, and fails as the plain read does.
 *
 * <p>An operation that changes nothing is a read to seq-kv: it may happen at any old state in which it would succeed, and the
 * one that was just read is one. So it costs two messages more, and confirms that the past is the past. What has to be written
 * is something new: 4-one-key-write-first.java.
 */
final class ConfirmingNode extends OneKeyNode {
    @Override
    long value() {
        return retry(this::confirmedValue);
    }

    private long confirmedValue() {
        while (true) {
            long value = stored();
            if (kv.casOrCreate(KEY, value, value)) return value;
        }
    }

    void main() {
        serve();
    }
}
