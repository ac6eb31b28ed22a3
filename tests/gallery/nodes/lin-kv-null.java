///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES parts/StoredRegistersNode.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 10
// warned of: null read
// seeds: 5
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

/**
 * A key that nobody has written reads as null. Maelstrom asks for an error there and takes null for one more value; who reads
 * it cannot tell whether it was written.
 */
final class RegisterNode extends StoredRegistersNode {
    @Override
    Long read(long key) {
        return registers.read(String.valueOf(key)).orElse(null);
    }

    void main() {
        serve();
    }
}
