///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES parts/StoredRegistersNode.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 100 --time-limit 10
// caught for: nonlinearizable
// seeds: 20
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

/** Compare-and-set is a read, a comparison and a write. Another write may come in between, and is gone. */
final class RegisterNode extends StoredRegistersNode {
    @Override
    boolean cas(long key, long from, long to) {
        if (registers.read(String.valueOf(key)).orElse(-1L) != from) return false;
        write(key, to);
        return true;
    }

    void main() {
        serve();
    }
}
