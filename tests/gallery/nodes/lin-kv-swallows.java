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
// seeds: 20
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

/** All that goes wrong in a read, also a key that does not exist, is caught, and the answer is null. */
final class RegisterNode extends StoredRegistersNode {
    @Override
    Long read(long key) {
        try {
            return super.read(key);
        } catch (RuntimeException e) {
            return null;
        }
    }

    void main() {
        serve();
    }
}
