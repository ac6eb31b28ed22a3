///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES parts/StoredRegistersNode.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 20
// caught for: nonlinearizable
// told: process \d+'s read of \d, .*, fits nowhere
// seeds: 5
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

import java.util.HashMap;
import java.util.Map;

/** What a node has written itself it reads from its own copy, which another node's write has made old. */
final class RegisterNode extends StoredRegistersNode {
    private final Map<Long, Long> copies = new HashMap<>();

    @Override
    Long read(long key) {
        return copies.containsKey(key) ? copies.get(key) : super.read(key);
    }

    @Override
    void write(long key, long value) {
        super.write(key, value);
        copies.put(key, value);
    }

    @Override
    boolean cas(long key, long from, long to) {
        if (!super.cas(key, from, to)) return false;
        copies.put(key, to);
        return true;
    }

    void main() {
        serve();
    }
}
